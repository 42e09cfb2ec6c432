/**
 * Bringing in the sealed export of a device that cannot send by itself (P42); the server opens it and judges as usual.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";

/** As the server bounds it: three times the bytes of a push. */
const MAX_BYTES = 6 * 1024 * 1024;

interface TakenIn {
  readonly device: string;
  readonly outcomes: readonly unknown[];
}

type State = Answered<TakenIn> | { readonly step: "idle" | "working" | "too_large" };

export interface SealedFormProps {
  readonly server: ServerDoor;
  /** What people call a device. */
  codeOf(device: string): string;
}

export function SealedForm({ server, codeOf }: SealedFormProps): JSX.Element {
  const words = d().device;
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<State>({ step: "idle" });
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (file === null) {
      return;
    }
    if (file.size > MAX_BYTES) {
      setState({ step: "too_large" });
      return;
    }
    setState({ step: "working" });
    setState(await server.send<TakenIn>("/sync/sealed", file));
  };
  return (
    <form class="administration-form" onSubmit={(event) => void send(event)}>
      <h3>{words.sealed()}</h3>
      <p>{words.sealedWhy()}</p>
      <label class="sealed-file">
        {words.sealedChoose()}
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0] ?? null);
            setState({ step: "idle" });
          }}
        />
      </label>
      <Button
        type="submit"
        label={words.sealedSend()}
        icon="cloud-upload"
        disabled={file === null || state.step === "working"}
      />
      <SealedResult state={state} codeOf={codeOf} />
    </form>
  );
}

function SealedResult({
  state,
  codeOf,
}: Pick<SealedFormProps, "codeOf"> & { readonly state: State }): JSX.Element | null {
  const words = d().device;
  switch (state.step) {
    case "idle":
    case "working":
      return null;
    case "too_large":
      return <CodeNotice status="stop" title={words.sealedTooLarge("6 MiB")} texts={[]} />;
    case "offline":
      return <CodeNotice status="warn" title={d().act.offline()} texts={[]} />;
    case "refused": {
      const texts = explain([state], language.value);
      return <CodeNotice status="stop" title={d().act.refused()} texts={texts} />;
    }
    case "ok": {
      const { device, outcomes } = state.value;
      return (
        <CodeNotice
          status="ok"
          title={words.sealedDone(codeOf(device), outcomes.length)}
          texts={[]}
        />
      );
    }
  }
}
