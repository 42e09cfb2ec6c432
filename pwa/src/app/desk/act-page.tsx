/**
 * The page behind `?do=…` of an address: a form, an import, a new one-time password; or that there is no such thing.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { DeskActs } from "../../entries/desk-acts.ts";
import { describeForm, type TriggerLine } from "../../items/device-form.ts";
import { OneTimePassword } from "../../people/one-time-password.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { useApp } from "../context.ts";
import { useRead } from "./desk-hooks.ts";
import { closedBecause, FormPage } from "./form-page.tsx";
import { FORMS, type MasterSection } from "./forms.ts";
import { ImportPage } from "./import-page.tsx";
import type { PageParts } from "./lists.tsx";
import type { ThingSection } from "./thing-forms.ts";
import { Unread } from "./unread.tsx";

export interface ActPageProps extends Pick<PageParts, "rows" | "acts" | "server" | "today"> {
  readonly section: MasterSection;
  readonly at: readonly string[];
  readonly query: URLSearchParams;
}

export function ActPage({ section, at, query, ...parts }: ActPageProps): JSX.Element {
  const { device } = useApp();
  const { rows, acts, server, today } = parts;
  const act = query.get("do") ?? "";
  if (act === "import") {
    return <ImportPage section={section} acts={acts} server={server} />;
  }
  if (section === "people" && act === "secret") {
    const closed = closedBecause({ action: "manage_people" }, acts);
    return <OneTimePassword person={at[0] ?? ""} server={server} closed={closed} />;
  }
  if (section === "items" && act === "describe") {
    return <DescribePage item={at[0] ?? ""} rows={rows} acts={acts} server={server} />;
  }
  const { site } = device.enrolment;
  const spec = FORMS[section][act]?.({ rows, at, query, site, today }) ?? null;
  return <OpenForm section={section} spec={spec} acts={acts} />;
}

interface OpenFormProps extends NoFormProps {
  /** Null when what this computer knows leaves nothing to do. */
  readonly spec: FormSpec | null;
  readonly acts: DeskActs;
}

/** Its own entry may take away what the form was for, before the form has seen the answer: it stays until it has. */
export function OpenForm({ section, spec, acts }: OpenFormProps): JSX.Element {
  const last = useRef(spec);
  last.current = spec ?? last.current;
  return last.current === null ? (
    <NoForm section={section} />
  ) : (
    <FormPage spec={last.current} acts={acts} />
  );
}

interface NoFormProps {
  readonly section: MasterSection | ThingSection | "numbers" | "equipment";
}

export function NoForm({ section }: NoFormProps): JSX.Element {
  const words = d();
  return (
    <>
      <h1 class="only-spoken">{words.frame.one[section]()}</h1>
      <EmptyState drawing="any" title={words.form.notHere()} text={words.frame.notHereNow()} />
    </>
  );
}

interface DescribePageProps extends Pick<PageParts, "rows" | "acts" | "server"> {
  readonly item: string;
}

/** Which change needs a new identifier is the server's to say. */
function DescribePage({ item, rows, acts, server }: DescribePageProps): JSX.Element {
  const [asked, setAsked] = useState(0);
  const answer = useRead<readonly TriggerLine[]>(server, "/udi/triggers", asked);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => setAsked(asked + 1)} />;
  }
  const spec = describeForm(rows, item, answer.value);
  return spec === null ? <NoForm section="items" /> : <FormPage spec={spec} acts={acts} />;
}
