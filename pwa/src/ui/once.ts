/**
 * A press counts once: while what it began is going on, its button takes no other. A gloved thumb taps twice, and each tap
 * would be a record.
 */

/** What a press does; a promise says when it is done, anything else that it is. */
export type Act<Arguments extends readonly unknown[] = readonly []> = (
  ...given: Arguments
) => unknown;

/** Answers a click with the act, deaf from its beginning to its end; what fails in it is reported. */
export function once(
  act: Act | undefined,
): (event: { readonly currentTarget: HTMLElement }) => void {
  return ({ currentTarget: { dataset } }) => {
    if (dataset.busy === undefined) {
      const going = act?.();
      if (going instanceof Promise) {
        dataset.busy = "";
        const end = (): void => {
          delete dataset.busy;
        };
        void going.catch((error: unknown) => reportError(error)).finally(end);
      }
    }
  };
}
