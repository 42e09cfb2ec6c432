/**
 * The desk's pages, loaded only where `#/desk/…` is opened: sign-in in front, then the rail and the page of the address.
 */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { ExplainedCode } from "../../entries/code-texts.ts";
import { explain } from "../../entries/code-texts.ts";
import type { SecretChange } from "../../people/change-secret.tsx";
import { DeskSignIn } from "../../people/desk-sign-in.tsx";
import type { Shift } from "../../sync/identity.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { useApp } from "../context.ts";
import "./desk.css";
import { DeskPages } from "./desk-pages.tsx";
import { LanguageButton } from "./language-button.tsx";

export function Desk(): JSX.Element {
  const { session } = useApp();
  const now = session.shift.value;
  const isOpen = now !== null && isProved(now);
  // What was being typed when the desk locked itself, or the shift ended, waits, out of sight, for the same person.
  const last = useRef<Shift | null>(null);
  const isTheirs = now?.holder.badge === last.current?.holder.badge;
  if (isOpen) {
    last.current = now;
  } else if (now === null ? !session.lockedIdle : !isTheirs) {
    last.current = null;
  }
  const shift = last.current;
  return (
    <>
      {shift !== null && (
        <div class="desk-kept" hidden={!isOpen} inert={!isOpen} key={shift.holder.badge}>
          <DeskPages shift={shift} />
        </div>
      )}
      {!isOpen && <SignInPage badge={now?.holder.badge ?? shift?.holder.badge ?? ""} />}
    </>
  );
}

/** A badge alone opens no desk: it can be copied. The grant must be this shift's, and asked for by its holder. */
function isProved({ holder, lapsed }: Shift): boolean {
  return holder.method !== "badge" && !lapsed;
}

function SignInPage({ badge }: { readonly badge: string }): JSX.Element {
  const { session, device, http } = useApp();
  const login: typeof session.login = async (who, secret, method) => {
    const result = await session.login(who, secret, method);
    // The roles of who signed in bring streams with them: fetched now, not at the next tick.
    void device.client.engine.kick("manual");
    return result;
  };
  const change = async (wish: SecretChange): Promise<readonly ExplainedCode[]> => {
    const { badge: who, method, secret, newSecret } = wish;
    const answer = await http.post("/people/password", {
      badge: who,
      method,
      secret,
      new_kind: method === "password" ? "password" : "pin",
      new_secret: newSecret,
    });
    return refusalOf(answer);
  };
  return (
    <div class="desk-door">
      <header>
        <p>
          {d().frame.product()} · {device.enrolment.deviceCode} · {device.enrolment.site}
        </p>
        <LanguageButton />
      </header>
      <main>
        <DeskSignIn badge={badge} login={login} change={change} />
      </main>
    </div>
  );
}

/** Empty when the server did it. */
function refusalOf(
  answer: Awaited<ReturnType<ReturnType<typeof useApp>["http"]["post"]>>,
): readonly ExplainedCode[] {
  if (answer.step === "offline") {
    return [{ code: "", what: d().act.offline(), why: "", now: "" }];
  }
  if (answer.status < 300) {
    return [];
  }
  const { code = "", detail = {} } = answer.value as {
    code?: string;
    detail?: Record<string, unknown>;
  };
  return explain([{ code, detail }], language.value);
}
