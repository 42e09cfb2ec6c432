/**
 * Enrolment: a code from the QR, the device's own key made here and never taken out (P09, P36).
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PROFILES } from "../../scan/profile.ts";
import { createWedge } from "../../scan/wedge.ts";
import type { Enrolment } from "../../sync/client.ts";
import { enrol } from "../../sync/enrol.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field } from "../../ui/field.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { carryFormer, type Ground } from "../device.ts";
import { isUninstalledTab } from "../installation.ts";
import { LanguageButton } from "../language-button.tsx";
import { route } from "../router.ts";

/** The code in an enrolment address, or the text itself when it looks like a code; null otherwise. */
export function codeIn(text: string): string | null {
  const inAddress = /[?&]code=([^&\s]+)/.exec(text)?.[1];
  if (inAddress !== undefined) {
    return decodeURIComponent(inAddress);
  }
  return /^[A-Za-z0-9_-]{10,64}$/.test(text.trim()) ? text.trim() : null;
}

type State =
  | { readonly at: "asking" }
  | { readonly at: "working" }
  | { readonly at: "done"; readonly enrolment: Enrolment }
  | { readonly at: "failed"; readonly why: string };

export interface EnrolPageProps {
  readonly ground: Ground;
  /** The enrolment this device has already. */
  readonly former: Enrolment | undefined;
}

export function EnrolPage({ ground, former }: EnrolPageProps): JSX.Element {
  const given = route.value.query.get("code") ?? "";
  const [address, setAddress] = useState(given);
  const [state, setState] = useState<State>({ at: "asking" });
  const words = t().app.enrol;

  useEffect(() => setAddress(given), [given]);
  useEffect(() => {
    if (former !== undefined) {
      return undefined;
    }
    const wedge = createWedge({
      target: window,
      profile: PROFILES["generic-hid"],
      onScan: (scan) => setAddress(scan.text),
      onIncomplete: () => undefined,
    });
    return () => wedge.stop();
  }, [former]);

  async function submit(): Promise<void> {
    const code = codeIn(address);
    if (code === null) {
      setState({ at: "failed", why: words.missing() });
      return;
    }
    setState({ at: "working" });
    const parts = { store: ground.store, subtle: crypto.subtle, send: ground.ports.transport.send };
    const result = await enrol(parts, { code, name: "" });
    if (result.step !== "enrolled") {
      const why = result.step === "retry" ? words.retry() : words.refused();
      setState({ at: "failed", why });
      return;
    }
    await carryFormer(ground, former);
    setState({ at: "done", enrolment: result.enrolment });
    location.hash = "/";
    location.reload();
  }

  return (
    <main class="app-column">
      <div class="app-row">
        <LanguageButton />
      </div>
      {isUninstalledTab(navigator) && <InstallSteps />}
      <h1 class="app-title">{words.title()}</h1>
      <EnrolVerdict state={state} former={former} />
      <Field
        label={words.address()}
        value={address}
        onInput={setAddress}
        {...(state.at === "failed" ? { error: state.why } : {})}
      />
      <Button
        label={words.button()}
        icon="smartphone"
        tone="primary"
        size="primary"
        wide
        disabled={state.at === "working" || state.at === "done" || address === ""}
        onPress={() => submit()}
      />
    </main>
  );
}

function EnrolVerdict({
  state,
  former,
}: Pick<EnrolPageProps, "former"> & { readonly state: State }): JSX.Element {
  const words = t().app.enrol;
  if (state.at === "done") {
    const { deviceCode, site } = state.enrolment;
    return <Verdict status="ok" word={words.doneWord()} why={words.done(deviceCode, site)} />;
  }
  if (state.at === "working") {
    return <Verdict status="provisional" word={words.working()} />;
  }
  if (former !== undefined) {
    return <Verdict status="warn" word={words.again()} why={words.againWhy()} />;
  }
  return <EmptyState drawing="document" title={words.how()} />;
}

function InstallSteps(): JSX.Element {
  const words = t().app.install;
  return (
    <section>
      <h2 class="app-title">{words.title()}</h2>
      <p>{words.why()}</p>
      <ol class="app-steps">
        <li>{words.step1()}</li>
        <li>{words.step2()}</li>
        <li>{words.step3()}</li>
      </ol>
    </section>
  );
}
