/**
 * Files that go with a record, each one a button that saves it on this computer; the server keeps bytes and no names.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { d } from "./i18n/desk/catalogue.ts";
import "./stored-files.css";

/** Where stored files come from, and where they go. */
export interface FileDoor {
  /** Null: the server does not have the file, or cannot be reached. */
  readonly read: (digest: string) => Promise<Blob | null>;
  /** Hands a file to the browser to be saved. */
  readonly save: (name: string, blob: Blob) => void;
}

interface StoredFilesProps {
  /** SHA-256 of each. */
  readonly digests: readonly string[];
  /** What a saved file is called, before its number and ending. */
  readonly name: string;
  readonly files: FileDoor;
}

export function StoredFiles({ digests, name, files }: StoredFilesProps): JSX.Element {
  const words = d().form;
  const [missing, setMissing] = useState(false);
  if (digests.length === 0) {
    return <>–</>;
  }
  const open = async (digest: string, n: number): Promise<void> => {
    const blob = await files.read(digest);
    setMissing(blob === null);
    if (blob !== null) {
      files.save(`${name}-${n}.${await endingOf(blob)}`, blob);
    }
  };
  return (
    <span class="u-stored-files">
      {digests.map((digest, index) => (
        <Button
          key={digest}
          label={words.file(index + 1)}
          icon="download"
          tone="quiet"
          onPress={() => open(digest, index + 1)}
        />
      ))}
      {missing && <span role="status">{words.fileWaits()}</span>}
    </span>
  );
}

/** What a file is, is in its first bytes. */
const KINDS: readonly (readonly [first: string, ending: string])[] = [
  ["%PDF", "pdf"],
  ["\u0089PNG", "png"],
  ["\u00ff\u00d8\u00ff", "jpg"],
];

async function endingOf(blob: Blob): Promise<string> {
  const first = String.fromCharCode(...new Uint8Array(await blob.slice(0, 4).arrayBuffer()));
  return KINDS.find(([start]) => first.startsWith(start))?.[1] ?? "bin";
}
