/**
 * A press counts once: while what it began is going on, another one does nothing. A gloved thumb taps twice, and each tap
 * would be a record.
 */

import { useRef } from "preact/hooks";

/** What a press does; a promise says when it is done, anything else that it is. */
export type Act<Arguments extends readonly unknown[] = readonly []> = (
  ...given: Arguments
) => unknown;

/** The same act, deaf from its beginning to its end; what fails in it is reported. */
export function useOnce<Arguments extends readonly unknown[]>(
  act: Act<Arguments> | undefined,
): (...given: Arguments) => void {
  const busy = useRef(false);
  return (...given) => {
    if (busy.current) {
      return;
    }
    const going = act?.(...given);
    if (going instanceof Promise) {
      busy.current = true;
      void going
        .catch((error: unknown) => reportError(error))
        .finally(() => {
          busy.current = false;
        });
    }
  };
}
