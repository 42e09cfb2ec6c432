/**
 * What an answer is worth, said before the answer: complete or not and why, how exact, up to when, who was not heard.
 */

import type { ComponentChildren, JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { CodeNotice } from "../ui/code-notice.tsx";
import { moment } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { StatusChip } from "../ui/status-chip.tsx";
import type { Worth } from "./answer.ts";

export interface WorthViewProps {
  readonly worth: Worth;
  /** Beside the chips: counts. */
  readonly children?: ComponentChildren;
}

export function WorthView({ worth, children }: WorthViewProps): JSX.Element {
  const words = d().trace;
  const { at, complete, granularity } = worth;
  return (
    <>
      <p class="trace-chips">
        <StatusChip
          status={complete ? "ok" : "warn"}
          label={complete ? words.complete() : words.incomplete()}
        />
        <StatusChip
          status={granularity === "whole_lot" ? "warn" : "ok"}
          label={words.granularity[granularity]()}
        />
        {children}
        <span class="trace-as-of">
          {words.asOf(String(worth.position), moment(worth.asked_at))}
        </span>
      </p>
      {at !== null && <p class="trace-moment">{words.atMoment(moment(at))}</p>}
      <p class="trace-exactness">{words.granularityWhy[granularity]()}</p>
      {!complete && (
        <CodeNotice
          status="warn"
          title={words.incompleteWhy()}
          texts={explain(worth.reasons, language.value)}
        />
      )}
      <Unheard worth={worth} />
    </>
  );
}

function Unheard({ worth }: { readonly worth: Worth }): JSX.Element | null {
  const words = d().trace;
  return worth.unheard.length === 0 ? null : (
    <details class="trace-unheard">
      <summary>
        {words.unheard()} ({worth.unheard.length})
      </summary>
      <p>{words.unheardNow()}</p>
      <ul>
        {worth.unheard.map(({ code, last_push_at: since, unsent }) => (
          <li key={code}>
            {words.unheardOne(code, since === null ? words.never() : moment(since), unsent)}
          </li>
        ))}
      </ul>
    </details>
  );
}

export interface AtMomentProps {
  /** RFC 3339; null: now. */
  readonly at: string | null;
  readonly onChange: (at: string | null) => void;
}

/** Asks as the links stood at a moment; emptied, as they stand now. */
export function AtMoment({ at, onChange }: AtMomentProps): JSX.Element {
  return (
    <label class="trace-at">
      {d().trace.at()}
      <input
        type="datetime-local"
        value={at === null ? "" : moment(at).replace(" ", "T")}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === "" ? null : new Date(value).toISOString())
        }
      />
    </label>
  );
}
