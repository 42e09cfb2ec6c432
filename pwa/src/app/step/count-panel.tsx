/**
 * The end of a lot: what became of its units. They add up to the lot, or the report waits.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addDecimals, compareDecimals, negateDecimal } from "../../sync/decimal.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";
import { type Bucket, count } from "./acts.ts";
import { ValuePanel } from "./reading-panel.tsx";
import { StepVerdict } from "./step-verdict.tsx";
import type { StepWork } from "./work.ts";

const OTHERS: readonly Exclude<Bucket, "good">[] = ["scrap", "sample", "retention"];

interface CountPanelProps {
  readonly work: StepWork;
  readonly order: string;
  readonly lot: string;
}

export function CountPanel({ work, order, lot }: CountPanelProps): JSX.Element {
  const words = s();
  const whole = work.recorder.lotQuantity({ subject: { order, lot, serial: null } }) ?? "0";
  const [others, setOthers] = useState({ scrap: "0", sample: "0", retention: "0" });
  const [keying, setKeying] = useState<Exclude<Bucket, "good"> | null>(null);
  const taken = OTHERS.reduce((sum, bucket) => addDecimals(sum, others[bucket]), "0");
  const good = addDecimals(whole, negateDecimal(taken));
  if (keying !== null) {
    return (
      <ValuePanel
        title={words.bucket[keying]()}
        why={words.counts(lot)}
        label={words.bucket[keying]()}
        unit="pcs"
        decimals={0}
        error={(value) => tooMany(whole, { ...others, [keying]: value })}
        onDone={(value) => {
          setOthers({ ...others, [keying]: value });
          setKeying(null);
        }}
      />
    );
  }
  const asks = (
    <div class="step-ask">
      <b>{words.counts(lot)}</b>
      <p>{words.countsWhy()}</p>
    </div>
  );
  return (
    <HandheldFrame
      title={words.counts(lot)}
      verdict={<StepVerdict work={work} empty={asks} />}
      context={words.counts(lot)}
      action={
        <Button
          label={words.report()}
          icon="check"
          tone="primary"
          size="primary"
          wide
          onPress={() => void count(work, { order, lot }, { good, ...others })}
        />
      }
    >
      <List
        label={words.counts(lot)}
        rows={[
          { id: "good", title: words.bucket.good(), trailing: <b class="step-count">{good}</b> },
          ...OTHERS.map((bucket) => ({
            id: bucket,
            title: words.bucket[bucket](),
            trailing: <b class="step-count">{others[bucket]}</b>,
            onPress: () => setKeying(bucket),
          })),
        ]}
      />
      <div class="app-row">
        <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.open(null)} />
      </div>
    </HandheldFrame>
  );
}

function tooMany(whole: string, others: Readonly<Record<string, string>>): string | undefined {
  const sum = Object.values(others).reduce(addDecimals, "0");
  return compareDecimals(sum, whole) > 0 ? s().countsWrong(sum, whole) : undefined;
}
