/**
 * What the server says a template prints as, while it is being edited: one renderer for preview and print.
 */

import { useEffect, useState } from "preact/hooks";
import type { ServerDoor } from "../entries/server-door.ts";
import type { Finding, Template } from "./template.ts";

export interface PreviewWish {
  readonly template: Template;
  readonly data: Readonly<Record<string, string>>;
  readonly dpi: number;
  readonly language: string;
  /** Null: every market the template names. */
  readonly market: string | null;
  /** `dots`: as the printer burns it, from the very PDF. */
  readonly image: "drawing" | "dots";
}

export interface Shown {
  /** Address of the picture; revoked when the next one comes. */
  readonly address: string;
  readonly findings: readonly Finding[];
  /** False where the dots were wanted and the label cannot be printed. */
  readonly complete: boolean;
}

export type Preview =
  | { readonly step: "working"; readonly last: Shown | null }
  | { readonly step: "ok"; readonly last: Shown }
  | { readonly step: "offline"; readonly last: Shown | null };

interface Answer {
  readonly svg: string;
  readonly findings: readonly Finding[];
  readonly png: string | null;
}

/** Long enough that a drag does not ask at every step, short enough to feel live. */
const PAUSE_MS = 180;

export function usePreview(server: ServerDoor, wish: PreviewWish): Preview {
  const [preview, setPreview] = useState<Preview>({ step: "working", last: null });
  const asked = JSON.stringify(wish);
  useEffect(() => {
    let current = true;
    setPreview(({ last }) => ({ step: "working", last }));
    const timer = setTimeout(async () => {
      const answer = await server.send<Answer>("/labels/preview", JSON.parse(asked) as object);
      if (!current) {
        return;
      }
      setPreview(({ last }) => {
        if (answer.step !== "ok") {
          return { step: "offline", last };
        }
        if (last !== null) {
          URL.revokeObjectURL(last.address);
        }
        return { step: "ok", last: shown(answer.value, asked.includes('"image":"dots"')) };
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [server, asked]);
  return preview;
}

function shown({ svg, png, findings }: Answer, dots: boolean): Shown {
  const picture =
    png === null
      ? new Blob([svg], { type: "image/svg+xml" })
      : new Blob([bytes(png)], { type: "image/png" });
  return { address: URL.createObjectURL(picture), findings, complete: !dots || png !== null };
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
