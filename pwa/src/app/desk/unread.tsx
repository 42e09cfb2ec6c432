/**
 * What the server has not said yet, or will not say: waiting, or why and again.
 */

import type { JSX } from "preact";
import { explain } from "../../entries/code-texts.ts";
import type { Answered } from "../../entries/server-door.ts";
import { Button } from "../../ui/button.tsx";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

interface UnreadProps {
  readonly answer: Answered<unknown> | null;
  readonly onAgain: () => void;
}

export function Unread({ answer, onAgain }: UnreadProps): JSX.Element | null {
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  if (answer.step === "ok") {
    return null;
  }
  const refused = answer.step === "refused";
  const title = refused ? d().act.refused() : d().frame.needsConnection();
  const texts = refused ? explain([answer], language.value) : [];
  return (
    <>
      <CodeNotice status="warn" title={title} texts={texts} />
      <Button label={d().frame.tryAgain()} icon="refresh-cw" onPress={onAgain} />
    </>
  );
}
