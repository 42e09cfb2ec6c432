/**
 * The desk around its pages: rail, search line that takes a scan, who is signed in, what the connection is like.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Shift } from "../../sync/identity.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { DeskFrame, type RailGroup } from "../../ui/desk-frame.tsx";
import { Field } from "../../ui/field.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { localName } from "../../ui/local-name.ts";
import { recordHref } from "../../ui/record-link.tsx";
import { useApp } from "../context.ts";
import { useScans } from "../handheld-frame.tsx";
import { route } from "../router.ts";
import { DeskPage } from "./desk-page.tsx";
import { findRecord, recordOfReading } from "./find-record.ts";
import { LanguageButton } from "./language-button.tsx";
import { deskPlace, GROUPS, type Group, ICONS } from "./sections.ts";

export function DeskPages({ shift }: { readonly shift: Shift }): JSX.Element {
  const app = useApp();
  const [search, setSearch] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const place = deskPlace(route.value.path);
  const { query } = route.value;
  const at = JSON.stringify([place, query.toString()]);
  useEffect(() => {
    setSearch("");
    setMissing(null);
    document.querySelector(".u-desk-page")?.scrollTo(0, 0);
  }, [at]);
  const open = (href: string | null, text: string): void => {
    setMissing(href === null ? text : null);
    if (href !== null) {
      location.hash = href;
    }
  };
  useScans({
    take: async ({ reading, scan }) => open(recordOfReading(app.rows, reading), scan.text),
  });
  return (
    <DeskFrame
      product={d().frame.product()}
      railLabel={d().frame.rail()}
      groups={railGroups(app.rows.find("exception", "status", "open").length)}
      current={place.section}
      search={
        <SearchLine
          value={search}
          onInput={(text) => {
            setSearch(text);
            setMissing(null);
          }}
          onEnter={() => open(findRecord(app.rows, search), search)}
        />
      }
      corner={<Corner shift={shift} />}
      banner={<Standing missing={missing} />}
    >
      <DeskPage
        key={at}
        place={place}
        query={query}
        shift={shift}
        search={search}
        onClearSearch={() => setSearch("")}
      />
    </DeskFrame>
  );
}

function railGroups(open: number): readonly RailGroup[] {
  const { menu, groups } = d().frame;
  return (Object.keys(GROUPS) as Group[]).map((group) => ({
    label: groups[group](),
    items: GROUPS[group].map((id) => ({
      id,
      label: menu[id](),
      icon: ICONS[id],
      href: recordHref(id),
      ...(id === "exceptions" ? { count: open } : {}),
    })),
  }));
}

interface SearchLineProps {
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly onEnter: () => void;
}

function SearchLine({ value, onInput, onEnter }: SearchLineProps): JSX.Element {
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() !== "") {
            onEnter();
          }
        }}
      >
        <Field
          label={d().frame.search()}
          labelInside
          type="search"
          value={value}
          onInput={onInput}
        />
      </form>
    </search>
  );
}

function Corner({ shift }: { readonly shift: Shift }): JSX.Element {
  const { session, device, revision } = useApp();
  const words = d().frame;
  const unsent = revision.value >= 0 ? device.client.view.pending.length : 0;
  return (
    <>
      {unsent > 0 && <span class="desk-unsent">{words.unsent(unsent)}</span>}
      <span class="desk-person">
        {shift.person === null ? shift.holder.badge : localName(shift.person)}
      </span>
      <LanguageButton />
      <Button label={words.signOut()} icon="log-out" tone="quiet" onPress={() => session.lock()} />
    </>
  );
}

function Standing({ missing }: { readonly missing: string | null }): JSX.Element | null {
  const { sync, contactAt, now, device } = useApp();
  const words = d().frame;
  if (missing !== null) {
    const text = `${words.notFound(missing)} ${words.notFoundNow()}`;
    return <Banner icon="search" status="warn" text={text} />;
  }
  const again = {
    label: words.tryAgain(),
    onPress: () => void device.client.engine.kick("manual"),
  };
  if (sync.value.offline) {
    const time = timeRelativeTo(new Date(contactAt.value), new Date(now.value));
    return <Banner icon="cloud-off" status="warn" text={words.offline(time)} action={again} />;
  }
  return sync.value.trouble === null ? null : (
    <Banner icon="triangle-alert" status="warn" text={words.syncTrouble()} action={again} />
  );
}
