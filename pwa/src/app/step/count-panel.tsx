/**
 * The end of a lot: what became of its units, bucket by bucket. What does not add up to what was begun is said before it is
 * reported, and stays open after it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addDecimals, compareDecimals, negateDecimal } from "../../sync/decimal.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";
import { ValuePanel } from "../value-panel.tsx";
import { count } from "./counting.ts";
import { BUCKETS, type Bucket, type Counts, countingOf, missingOf, withCount } from "./counts.ts";
import { Drop } from "./drop.tsx";
import { StepVerdict } from "./step-verdict.tsx";
import type { StepWork } from "./work.ts";

interface CountPanelProps {
  readonly work: StepWork;
  readonly order: string;
  readonly lot: string;
}

export function CountPanel({ work, order, lot }: CountPanelProps): JSX.Element {
  const words = s();
  const whole = work.recorder.lotQuantity({ subject: { order, lot, serial: null } }) ?? "0";
  const counting = countingOf(work.kept.value.value.count, lot, whole);
  const { counts } = counting;
  const [keying, setKeying] = useState<Bucket | null>(null);
  const missing = missingOf(whole, counts);
  if (keying !== null) {
    return (
      <ValuePanel
        title={words.bucket[keying]()}
        why={words.counts(lot)}
        label={words.bucket[keying]()}
        unit="pcs"
        decimals={0}
        onDone={(value) => {
          work.kept.change({ count: withCount(counting, whole, keying, value) });
          setKeying(null);
        }}
      >
        <Drop work={work} onBack={() => setKeying(null)} />
      </ValuePanel>
    );
  }
  const even = compareDecimals(missing, "0") === 0;
  const asks = (
    <div class="step-ask">
      <b>{words.counts(lot)}</b>
      <p>{words.countsWhy()}</p>
    </div>
  );
  return (
    <HandheldFrame
      title={words.counts(lot)}
      verdict={
        even ? (
          <StepVerdict work={work} empty={asks} />
        ) : (
          <Verdict status="warn" {...uneven(whole, missing)} />
        )
      }
      context={words.countsOf(lot, whole)}
      action={
        <Button
          label={even ? words.report() : words.reportUneven()}
          icon={even ? "check" : "triangle-alert"}
          tone="primary"
          size="primary"
          wide
          onPress={() => count(work, order, counting)}
        />
      }
    >
      <CountList lot={lot} counts={counts} onPress={setKeying} />
      <div class="app-row">
        <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.open(null)} />
      </div>
    </HandheldFrame>
  );
}

interface CountListProps {
  readonly lot: string;
  readonly counts: Counts;
  readonly onPress: (bucket: Bucket) => void;
}

function CountList({ lot, counts, onPress }: CountListProps): JSX.Element {
  const words = s();
  return (
    <List
      label={words.counts(lot)}
      rows={BUCKETS.map((bucket) => ({
        id: bucket,
        title: words.bucket[bucket](),
        trailing: <b class="step-count">{counts[bucket]}</b>,
        onPress: () => onPress(bucket),
      }))}
    />
  );
}

function uneven(whole: string, missing: string): { readonly word: string; readonly why: string } {
  const words = s();
  const sum = addDecimals(whole, negateDecimal(missing));
  return compareDecimals(missing, "0") > 0
    ? { word: words.countsMissing(missing), why: words.countsMissingWhy(sum, whole) }
    : { word: words.countsOver(negateDecimal(missing)), why: words.countsOverWhy(sum, whole) };
}
