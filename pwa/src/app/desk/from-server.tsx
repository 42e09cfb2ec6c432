/**
 * A list of the server shown page by page; says why when it cannot be read, and goes on where it stopped.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { explain } from "../../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../../entries/server-door.ts";
import { Button } from "../../ui/button.tsx";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import "./desk.css";

export interface FromServerProps<Page extends { readonly more: boolean }> {
  readonly server: ServerDoor;
  readonly path: string;
  /** Changes when the server may know more. */
  readonly tick: number;
  /** The path that goes on after a page. */
  readonly next: (page: Page) => string;
  readonly join: (before: Page, after: Page) => Page;
  readonly children: (page: Page) => ComponentChildren;
}

export function FromServer<Page extends { readonly more: boolean }>(
  props: FromServerProps<Page>,
): JSX.Element {
  const { server, path, tick, next, join } = props;
  const [answer, setAnswer] = useState<Answered<Page> | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    void server.read<Page>(path).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [server, path, tick, attempt]);
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  if (answer.step !== "ok") {
    const texts = answer.step === "refused" ? explain([answer], language.value) : [];
    return (
      <div class="desk-stack">
        <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />
        <Button
          label={d().frame.tryAgain()}
          icon="refresh-cw"
          onPress={() => setAttempt(attempt + 1)}
        />
      </div>
    );
  }
  const page = answer.value;
  const goOn = async (): Promise<void> => {
    const found = await server.read<Page>(next(page));
    setAnswer(found.step === "ok" ? { step: "ok", value: join(page, found.value) } : found);
  };
  return (
    <div class="desk-stack">
      {props.children(page)}
      {page.more && <Button label={d().frame.showMore()} tone="quiet" onPress={() => goOn()} />}
    </div>
  );
}
