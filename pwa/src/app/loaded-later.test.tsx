/** A screen whose code comes later is shown whenever it comes, also between its first drawing and its effects. */

import { render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import { loadedLater } from "./loaded-later.tsx";

vi.stubGlobal("reportError", (error: unknown) => {
  throw error;
});

const root = document.createElement("div");

afterEach(() => render(null, root));

test("a screen that somebody else fetched while it was drawn is shown", async () => {
  let come: (screen: () => null) => void = () => undefined;
  const drawn: string[] = [];
  const Screen = (): null => {
    drawn.push("screen");
    return null;
  };
  const Later = loadedLater(
    () =>
      new Promise<() => null>((resolve) => {
        come = resolve;
      }),
  );
  render(<Later />, root); // drawn; its effects wait for the next frame
  Later.prepare();
  come(Screen);
  await Promise.resolve();
  await Promise.resolve();
  await vi.waitFor(() => expect(drawn).not.toEqual([]), 5000);
});
