/**
 * Choosing one's own password or PIN in place of a one-time one, which opens nothing else.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ExplainedCode } from "../entries/code-texts.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";

export interface SecretChange {
  readonly badge: string;
  readonly method: "password" | "badge_pin";
  /** The present one, which is proved by it. */
  readonly secret: string;
  readonly newSecret: string;
}

export interface ChangeSecretProps {
  readonly known: Omit<SecretChange, "newSecret">;
  /** Empty when it was set. */
  change(change: SecretChange): Promise<readonly ExplainedCode[]>;
  /** The new secret is set: sign in with it. */
  onChanged(secret: string): Promise<void>;
}

export function ChangeSecret({ known, change, onChanged }: ChangeSecretProps): JSX.Element {
  const words = d().signIn;
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [asked, setAsked] = useState(false);
  const [texts, setTexts] = useState<readonly ExplainedCode[]>([]);
  const isPassword = known.method === "password";
  const differs = first !== second;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (first === "" || differs) {
      return;
    }
    const refused = await change({ ...known, newSecret: first });
    setTexts(refused);
    if (refused.length === 0) {
      await onChanged(first);
    }
  };
  return (
    <form class="sign-in" noValidate onSubmit={(event) => void submit(event)}>
      <h1>{isPassword ? words.changeTitle() : words.changePinTitle()}</h1>
      <p>{words.changeWhy()}</p>
      <Field
        label={isPassword ? words.newPassword() : words.newPin()}
        hint={isPassword ? words.newPasswordHint() : words.newPinHint()}
        value={first}
        onInput={setFirst}
        type="password"
        autocomplete="new-password"
        required
        {...(asked && first === "" ? { error: words.missing() } : {})}
      />
      <Field
        label={words.again()}
        value={second}
        onInput={setSecond}
        type="password"
        autocomplete="new-password"
        required
        {...(asked && differs ? { error: words.differs() } : {})}
      />
      <Button type="submit" label={words.change()} icon="key-round" tone="primary" size="action" />
      {texts.length > 0 && <CodeNotice status="stop" title={d().act.refused()} texts={texts} />}
    </form>
  );
}
