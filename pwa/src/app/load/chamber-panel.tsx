/** Before a load is open: those that go on, and a new one for the chamber that was scanned, by one of its cycles. */

import type { JSX } from "preact";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { nameOf } from "../texts.ts";
import type { LoadWork } from "./work.ts";

export function ChamberPanel({ work }: { readonly work: LoadWork }): JSX.Element | null {
  const words = l();
  const { chamber, cycle } = work.state.value;
  if (cycle !== null) {
    return null;
  }
  const phases: Readonly<Record<string, () => string>> = words.phase;
  return (
    <>
      <h2 class="app-heading">{words.openLoads()}</h2>
      <List
        label={words.openLoads()}
        rows={work.open.map(({ number, chamber: where, status }) => ({
          id: number,
          title: number,
          detail: where,
          trailing: phases[status]?.() ?? status,
          onPress: () => work.openLoad(number),
        }))}
        empty={<p class="app-note">{words.noOpenLoads()}</p>}
      />
      {chamber !== null && (
        <>
          <h2 class="app-heading">{words.newLoad(chamber)}</h2>
          <List
            label={words.whichCycle()}
            rows={work.cycles.map((each) => ({
              id: `${each.code} ${each.revision}`,
              title: nameOf(each),
              detail: words.cycle(each.code, each.revision),
              onPress: () => work.set({ cycle: each, said: null }),
            }))}
          />
        </>
      )}
    </>
  );
}
