/**
 * Two boxes of names, pasted, typed or scanned; what is asked about them, and why it cannot be.
 */

import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ExplainedCode, explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Thing } from "./answer.ts";
import { linesOf, MOST, type Named, thingsOf } from "./things-of.ts";
import { AtMoment } from "./worth.tsx";

export type Asked<T> = { readonly answer: T } | { readonly problem: readonly ExplainedCode[] };

function sentence(what: string): ExplainedCode {
  return { code: what, what, why: "", now: "" };
}

type Two<T> = readonly [T, T];

/** What is wrong with the lines before anything is asked about them. */
function wrongWith(sides: Two<Named>): readonly ExplainedCode[] {
  const words = d().trace;
  if (sides.some(({ offline }) => offline)) {
    return [sentence(d().act.offline())];
  }
  const unknown = sides.flatMap((side) => side.unknown);
  const several = sides.flatMap((side) => side.several);
  return [
    ...(unknown.length > 0 ? [sentence(words.unknownLines(unknown.join(", ")))] : []),
    ...(several.length > 0 ? [sentence(words.severalLines(several.join(", ")))] : []),
  ];
}

export interface TwoSetsProps<T> {
  readonly server: ServerDoor;
  readonly labels: Two<string>;
  readonly act: string;
  /** Several lines a set; one thing each when left out. */
  readonly lines?: number;
  /** What is typed in the two, kept by whoever shows them. */
  readonly texts: Two<Signal<string>>;
  /** Where the next scan goes. */
  readonly into: Signal<0 | 1>;
  readonly ask: (things: Two<readonly Thing[]>, at: string | null) => Promise<Answered<T>>;
  readonly children: (answer: T) => JSX.Element;
}

async function asked<T>(
  { server, texts, ask }: TwoSetsProps<T>,
  at: string | null,
): Promise<Asked<T>> {
  const sides = [
    await thingsOf(server, texts[0].value),
    await thingsOf(server, texts[1].value),
  ] as const;
  const problem = wrongWith(sides);
  if (problem.length > 0) {
    return { problem };
  }
  const answer = await ask([sides[0].things, sides[1].things], at);
  if (answer.step === "ok") {
    return { answer: answer.value };
  }
  const refused = answer.step === "refused";
  return { problem: refused ? explain([answer], language.value) : [sentence(d().act.offline())] };
}

export function TwoSets<T>(props: TwoSetsProps<T>): JSX.Element {
  const { labels, act, lines, texts, into } = props;
  const words = d().trace;
  const [busy, setBusy] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [found, setFound] = useState<Asked<T> | null>(null);
  // An answer to other sets than those shown would mislead.
  useEffect(() => setFound(null), [texts[0].value, texts[1].value, at]);
  const most = lines === undefined ? 1 : MOST;
  const tooMany = texts.map(({ value }) => linesOf(value).length > most);
  const empty = texts.some(({ value }) => value.trim() === "");
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFound(await asked(props, at));
    setBusy(false);
  };
  return (
    <>
      <form
        class="trace-sets"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {([0, 1] as const).map((side) => (
          <SetBox
            key={side}
            label={labels[side]}
            text={texts[side]}
            lines={lines}
            error={tooMany[side] ? words.tooManyLines(most) : undefined}
            hint={into.value === side ? words.scansHere() : words.scansThere()}
            onReach={() => {
              into.value = side;
            }}
          />
        ))}
        <AtMoment at={at} onChange={setAt} />
        <Button
          label={act}
          tone="primary"
          type="submit"
          disabled={busy || empty || tooMany.includes(true)}
        />
      </form>
      <div aria-live="polite">
        {busy && <p role="status">{words.comparing()}</p>}
        {!busy && found !== null && "problem" in found && (
          <CodeNotice status="warn" title={words.notCompared()} texts={found.problem} />
        )}
        {!busy && found !== null && "answer" in found && props.children(found.answer)}
      </div>
    </>
  );
}

interface SetBoxProps {
  readonly label: string;
  readonly text: Signal<string>;
  readonly lines: number | undefined;
  readonly error: string | undefined;
  readonly hint: string;
  /** The focus came: the next scan goes here. */
  readonly onReach: () => void;
}

function SetBox({ label, text, lines, error, hint, onReach }: SetBoxProps): JSX.Element {
  return (
    <div class="trace-set" onFocusIn={onReach}>
      <Field
        label={label}
        value={text.value}
        onInput={(typed) => {
          text.value = typed;
        }}
        hint={hint}
        {...(lines === undefined ? {} : { lines })}
        {...(error === undefined ? {} : { error })}
      />
    </div>
  );
}
