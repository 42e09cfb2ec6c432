/**
 * The page behind `?do=…` of an address: a form, an import, a new one-time password; or that there is no such thing.
 */

import type { JSX } from "preact";
import { OneTimePassword } from "../../people/one-time-password.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { useApp } from "../context.ts";
import { closedBecause, FormPage } from "./form-page.tsx";
import { FORMS, type MasterSection } from "./forms.ts";
import { ImportPage } from "./import-page.tsx";
import type { PageParts } from "./lists.tsx";

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
  const { site } = device.enrolment;
  const spec = FORMS[section][act]?.({ rows, at, query, site, today }) ?? null;
  if (spec === null) {
    const words = d();
    return (
      <>
        <h1 class="only-spoken">{words.frame.one[section]()}</h1>
        <EmptyState drawing="any" title={words.form.notHere()} text={words.frame.notHereNow()} />
      </>
    );
  }
  return <FormPage spec={spec} acts={acts} />;
}
