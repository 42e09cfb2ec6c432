/**
 * Which forms each section has, and which of them stand on a list or a card: put together here, capability by capability.
 */

import { hibcForm, identifierForm, packageForm } from "../../items/identifier-forms.ts";
import { prefixesOf } from "../../items/identity-fields.ts";
import { families } from "../../items/item-fields.ts";
import { itemStatusForm, newItemForm, reviseItemForm } from "../../items/item-form.ts";
import {
  lotPatternForm,
  prefixForm,
  serialListForm,
  serialsForm,
  ssccForm,
} from "../../items/number-forms.ts";
import { publicationForm } from "../../items/publication-form.ts";
import { termForm } from "../../items/term-form.ts";
import {
  locationStatusForm,
  newLocationForm,
  reviseLocationForm,
} from "../../material/location-form.ts";
import { deactivatePersonForm, newPersonForm, revisePersonForm } from "../../people/person-form.ts";
import { cancelOrderForm, newOrderForm, reviseOrderForm } from "../../suppliers/order-form.ts";
import {
  approvalForm,
  newSupplierForm,
  reviseSupplierForm,
  suspendSupplierForm,
} from "../../suppliers/supplier-form.ts";
import type { Lookup } from "../../sync/view.ts";
import type { ActionLinkProps } from "../../ui/action-link.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../../ui/record-link.tsx";
import type { Section } from "./sections.ts";

/** Sections whose records are made and changed at the desk. */
export const MASTER = ["items", "suppliers", "orders", "locations", "people"] as const;
export type MasterSection = (typeof MASTER)[number];

export function isMaster(section: Section): section is MasterSection {
  return MASTER.some((each) => each === section);
}

export interface FormWish {
  readonly rows: Lookup;
  readonly at: readonly string[];
  /** Behind the `?` of the address. */
  readonly query: URLSearchParams;
  /** This computer's. */
  readonly site: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

type Make = (wish: FormWish) => FormSpec | null;

const first = ({ at }: FormWish): string => at[0] ?? "";
const second = ({ at }: FormWish): string => at[1] ?? "";

/** Forms of numbers, whose cards are read from the server. */
export const NUMBER_FORMS: Readonly<Record<string, Make>> = {
  prefix: () => prefixForm(),
  sscc: ({ rows }) => ssccForm(rows),
  serials: (wish) => serialsForm(wish.rows, first(wish).replace(/^serial:/, "")),
  list: (wish) => serialListForm(first(wish)),
  lots: () => lotPatternForm(),
};

/** By section and by the address's `do`; null when the record is not here. */
export const FORMS: Readonly<Record<MasterSection, Readonly<Record<string, Make>>>> = {
  items: {
    new: ({ rows }) => newItemForm(rows),
    "name-family": ({ rows }) => termForm(rows, "family"),
    revise: (wish) => reviseItemForm(wish.rows, first(wish)),
    deactivate: (wish) => itemStatusForm(wish.rows, first(wish), "inactive"),
    activate: (wish) => itemStatusForm(wish.rows, first(wish), "active"),
    package: (wish) => packageForm(wish.rows, first(wish)),
    hibc: (wish) => hibcForm(wish.rows, first(wish)),
    identifier: (wish) => identifierForm(wish.rows, first(wish)),
    publish: (wish) => publicationForm(wish.rows, first(wish), wish.query.get("di") ?? ""),
  },
  suppliers: {
    new: ({ rows }) => newSupplierForm(rows),
    revise: (wish) => reviseSupplierForm(wish.rows, first(wish)),
    suspend: (wish) => suspendSupplierForm(wish.rows, first(wish)),
    approve: (wish) =>
      approvalForm(wish.rows, {
        supplier: first(wish),
        site: wish.query.get("site") ?? wish.site,
        family: wish.query.get("family") ?? "",
        families: families(wish.rows),
      }),
  },
  orders: {
    new: ({ rows, site, today }) => newOrderForm(rows, { site, today }),
    revise: (wish) => reviseOrderForm(wish.rows, first(wish)),
    cancel: (wish) => cancelOrderForm(wish.rows, first(wish)),
  },
  locations: {
    new: ({ rows, site }) => newLocationForm(rows, site),
    revise: (wish) => reviseLocationForm(wish.rows, first(wish), second(wish)),
    deactivate: (wish) => locationStatusForm(wish.rows, first(wish), second(wish), false),
    activate: (wish) => locationStatusForm(wish.rows, first(wish), second(wish), true),
  },
  people: {
    new: ({ rows, site }) => newPersonForm(rows, site),
    revise: (wish) => revisePersonForm(wish.rows, first(wish), wish.site),
    deactivate: (wish) => deactivatePersonForm(wish.rows, first(wish)),
  },
};

export function formHref(section: string, at: readonly string[], act: string): string {
  return `${recordHref(section, at)}?do=${act}`;
}

/** Above a list. */
export function listActions(section: MasterSection): readonly ActionLinkProps[] {
  const { form, frame } = d();
  return [
    {
      href: formHref(section, [], "new"),
      label: form.add(frame.one[section]()),
      icon: "plus",
      tone: "primary",
    },
    { href: formHref(section, [], "import"), label: form.import.open(), icon: "cloud-upload" },
    ...(section === "items"
      ? [{ href: formHref(section, [], "name-family"), label: form.term.family.short() }]
      : []),
  ];
}

/** On a record's card: what can be done with it as it stands. */
export function cardActions(
  rows: Lookup,
  section: MasterSection,
  at: readonly string[],
): readonly ActionLinkProps[] {
  const { form } = d();
  const to = (act: string, label: string): ActionLinkProps => ({
    href: formHref(section, at, act),
    label,
  });
  const change: ActionLinkProps = { ...to("revise", form.revise()), icon: "pencil" };
  const [key = "", code = ""] = at;
  switch (section) {
    case "items": {
      const active = rows.get("item", [key])?.row.status !== "inactive";
      return [
        change,
        ...identityActions(rows, key, to),
        active ? to("deactivate", form.deactivate()) : to("activate", form.activate()),
      ];
    }
    case "suppliers": {
      const status = rows.get("supplier", [key])?.row.status;
      const stopped = status === "suspended" || status === "disqualified";
      const suspend = stopped ? [] : [to("suspend", form.supplier.suspendNow())];
      return [change, to("approve", form.supplier.approveShort()), ...suspend];
    }
    case "orders": {
      const status = rows.get("order", [key])?.row.status;
      const ended = status === "cancelled" || status === "closed";
      return ended ? [change] : [change, to("cancel", form.order.cancelShort())];
    }
    case "locations": {
      const place = rows.get("location", [key, code])?.row;
      if (place?.type === "unreconciled") {
        return [change];
      }
      const open = place?.active !== false;
      return [change, open ? to("deactivate", form.deactivate()) : to("activate", form.activate())];
    }
    default: {
      const active = rows.get("person", [key])?.row.active === true;
      const secret: ActionLinkProps = {
        ...to("secret", form.person.resetSecret()),
        icon: "key-round",
      };
      return active ? [change, secret, to("deactivate", form.deactivate())] : [];
    }
  }
}

/** Above the pools, and on the card of one. */
export function numberActions(pool: string | null): readonly ActionLinkProps[] {
  const { identity } = d();
  const to = (act: string, label: string): ActionLinkProps => ({
    href: formHref("numbers", pool === null ? [] : [pool], act),
    label,
  });
  if (pool === null) {
    return [
      to("prefix", identity.prefixShort()),
      to("serials", identity.serialsShort()),
      to("lots", identity.lotShort()),
      to("sscc", identity.ssccShort()),
    ];
  }
  return pool.startsWith("serial:")
    ? [to("serials", identity.serialsShort()), to("list", identity.listShort())]
    : [];
}

type To = (act: string, label: string) => ActionLinkProps;

/** What identifies an item as a device: offered where it can be done. */
function identityActions(rows: Lookup, item: string, to: To): readonly ActionLinkProps[] {
  const { identity } = d();
  const known = rows.find("identifier", "item", item).length > 0;
  return [
    to("describe", identity.describeShort()),
    ...(packageForm(rows, item) === null ? [] : [to("package", identity.packageShort())]),
    ...(prefixesOf(rows, "HIBCC").length === 0 ? [] : [to("hibc", identity.hibcShort())]),
    to("identifier", identity.enteredShort()),
    ...(known ? [to("publish", identity.publishShort())] : []),
  ];
}
