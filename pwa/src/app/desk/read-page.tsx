/**
 * A page that one answer of the server fills; it says why when there is none.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answered, ServerDoor } from "../../entries/server-door.ts";
import { useRead } from "./desk-hooks.ts";
import { Unread } from "./unread.tsx";

export interface ReadPageProps<T> {
  readonly server: ServerDoor;
  readonly path: string;
  /** Changes when the server may know more. */
  readonly tick: number;
  readonly children: (value: T) => ComponentChildren;
}

export function ReadPage<T>({ server, path, tick, children }: ReadPageProps<T>): JSX.Element {
  const [attempt, setAttempt] = useState(0);
  const answer = useRead<T>(server, path, tick + attempt);
  const last = useLast(path, answer);
  const shown = answer?.step === "ok" ? answer.value : answer?.step === "offline" ? last : null;
  return (
    <>
      <Unread answer={answer} onAgain={() => setAttempt(attempt + 1)} />
      {shown !== null && children(shown)}
    </>
  );
}

/** What was read last stays below the notice: a form that stands on it keeps what was typed. */
function useLast<T>(path: string, answer: Answered<T> | null): T | null {
  const [last, setLast] = useState<{ readonly path: string; readonly value: T } | null>(null);
  const value = answer?.step === "ok" ? answer.value : null;
  useEffect(() => {
    if (value !== null) {
      setLast({ path, value });
    }
  }, [path, value]);
  return last?.path === path ? last.value : null;
}
