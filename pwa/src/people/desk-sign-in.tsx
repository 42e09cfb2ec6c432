/**
 * Signing in at a desk: badge, and password or PIN. A one-time password leads to choosing one's own.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ExplainedCode, explain } from "../entries/code-texts.ts";
import type { LoginResult } from "../sync/identity.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { RadioChoice } from "../ui/radio-choice.tsx";
import { ChangeSecret, type SecretChange } from "./change-secret.tsx";
import "./desk-sign-in.css";

export type SignInMethod = "password" | "badge_pin";

export interface SignInProps {
  /** The badge just scanned; "" for none. */
  readonly badge: string;
  login(badge: string, secret: string, method: SignInMethod): Promise<LoginResult>;
  /** Empty when it was set. */
  change(change: SecretChange): Promise<readonly ExplainedCode[]>;
}

type State =
  | { readonly step: "asking"; readonly texts: readonly ExplainedCode[] }
  | { readonly step: "working" | "changing" };

const MUST_CHANGE = "CREDENTIAL_MUST_CHANGE";

export function DeskSignIn(props: SignInProps): JSX.Element {
  const words = d().signIn;
  const [badge, setBadge] = useState(props.badge);
  const [method, setMethod] = useState<SignInMethod>("password");
  const [secret, setSecret] = useState("");
  const [state, setState] = useState<State>({ step: "asking", texts: [] });
  useEffect(() => {
    if (props.badge !== "") {
      setBadge(props.badge);
    }
  }, [props.badge]);
  const enter = async (with_: string): Promise<void> => {
    setState({ step: "working" });
    const result = await props.login(badge.trim(), with_, method);
    if (result.step === "wrong_secret" && result.code === MUST_CHANGE) {
      setState({ step: "changing" });
      return;
    }
    setSecret("");
    setState({ step: "asking", texts: refusal(result) });
  };
  if (state.step === "changing") {
    const known = { badge: badge.trim(), method, secret };
    return <ChangeSecret known={known} change={props.change} onChanged={enter} />;
  }
  const missing = badge.trim() === "" || secret === "";
  const working = state.step === "working";
  return (
    <form
      class="sign-in"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) {
          void enter(secret);
        }
      }}
    >
      <h1>{words.title()}</h1>
      <p>{words.intro()}</p>
      <Field
        label={words.badge()}
        value={badge}
        onInput={setBadge}
        autocomplete="username"
        required
      />
      <SecretField method={method} onMethod={setMethod} secret={secret} onSecret={setSecret} />
      <Button
        type="submit"
        label={working ? words.working() : words.enter()}
        icon="key-round"
        tone="primary"
        size="action"
        disabled={missing || working}
      />
      {state.step === "asking" && state.texts.length > 0 && (
        <CodeNotice status="stop" title={d().act.refused()} texts={state.texts} />
      )}
    </form>
  );
}

interface SecretFieldProps {
  readonly method: SignInMethod;
  readonly onMethod: (method: SignInMethod) => void;
  readonly secret: string;
  readonly onSecret: (secret: string) => void;
}

function SecretField({ method, onMethod, secret, onSecret }: SecretFieldProps): JSX.Element {
  const words = d().signIn;
  const isPassword = method === "password";
  return (
    <>
      <RadioChoice
        label={words.with()}
        value={method}
        options={[
          { value: "password", label: words.password() },
          { value: "badge_pin", label: words.pin() },
        ]}
        onChange={(value) => onMethod(value === "badge_pin" ? "badge_pin" : "password")}
      />
      <Field
        label={isPassword ? words.password() : words.pin()}
        value={secret}
        onInput={onSecret}
        type="password"
        inputMode={isPassword ? "text" : "numeric"}
        autocomplete="current-password"
        required
      />
    </>
  );
}

function refusal(result: LoginResult): readonly ExplainedCode[] {
  if (result.step === "granted") {
    return [];
  }
  if (result.step === "offline") {
    return [{ code: "", what: d().signIn.offline(), why: "", now: "" }];
  }
  return explain([result], language.value);
}
