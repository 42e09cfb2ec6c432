/**
 * A page that one answer of the server fills; it says why when there is none.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../../entries/code-texts.ts";
import type { ServerDoor } from "../../entries/server-door.ts";
import { Button } from "../../ui/button.tsx";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useRead } from "./desk-hooks.ts";

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
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  if (answer.step === "ok") {
    return <>{children(answer.value)}</>;
  }
  const texts = answer.step === "refused" ? explain([answer], language.value) : [];
  const title = answer.step === "refused" ? d().act.refused() : d().frame.needsConnection();
  return (
    <>
      <CodeNotice status="warn" title={title} texts={texts} />
      <Button
        label={d().frame.tryAgain()}
        icon="refresh-cw"
        onPress={() => setAttempt(attempt + 1)}
      />
    </>
  );
}
