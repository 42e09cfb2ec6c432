/**
 * What the last scan or answer came to, or what is to be scanned; and the way one question back.
 */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { m } from "../../ui/i18n/change/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import type { ChangeWork, Said } from "./work.ts";

export function ChangeVerdict({ work }: { readonly work: ChangeWork }): JSX.Element {
  const { thing, said } = work.state.value;
  const words = m();
  if (said !== null) {
    return <SaidVerdict said={said} />;
  }
  if (thing === null) {
    return (
      <Verdict status="none">
        <EmptyState drawing="any" title={words.scanFirst()} text={words.scanFirstHow()} />
      </Verdict>
    );
  }
  const name = thing.is === "lot" ? thing.lot.number : thing.unit.serial;
  return (
    <Verdict status="none">
      <p>{thing.is === "lot" ? words.lot() : thing.unit.item}</p>
      <p class="app-title">
        <Identifier value={name} size="key" />
      </p>
      <p>{words.what()}</p>
    </Verdict>
  );
}

function SaidVerdict({ said }: { readonly said: Said }): JSX.Element {
  const words = m();
  const value = <Identifier value={said.text} size="key" />;
  if (said.is === "done") {
    return <Verdict status="ok" word={words.done(words.acts[said.act]())} value={value} />;
  }
  const [word, why] = {
    unknown: [words.unknown(), words.unknownWhy()],
    number_taken: [words.numberTaken(), words.numberTakenWhy()],
    lot_wrong: [words.lotWrong(), words.lotWrongWhy()],
    assembly_unknown: [words.assemblyUnknown(), words.assemblyUnknownWhy()],
  }[said.is] as [string, string];
  return <Verdict status="warn" word={word} value={value} why={why} />;
}

/** One step back, on every question. */
export function Back({ work }: { readonly work: ChangeWork }): JSX.Element {
  return <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.back()} />;
}
