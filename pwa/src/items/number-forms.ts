/**
 * How a company numbers: its prefixes, its shipping containers, its serial and lot numbers, lists of serials from elsewhere.
 */

import type { Lookup } from "../sync/view.ts";
import { type FormSpec, type Option, text, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { digitOptions, prefixesOf } from "./identity-fields.ts";
import { wholeNumber } from "./numbers-view.ts";

const MOST_SERIALS = 10_000;
const MOST_DIGITS = 20;
const LONGEST = 20;
const BACK = recordHref("numbers");

function shared(): Pick<FormSpec, "revises" | "submit" | "action" | "back" | "blames"> {
  return {
    revises: false,
    submit: d().identity.record(),
    action: "manage_master_data",
    back: BACK,
    blames: {},
  };
}

export function prefixForm(): FormSpec {
  const { numbers, identity } = d();
  const agencies = ["GS1", "HIBCC", "MA"] as const;
  return {
    ...shared(),
    title: identity.prefixTitle(),
    intro: identity.prefixWhy(),
    fields: (values) => [
      {
        name: "agency",
        kind: "choice",
        label: d().field.agency(),
        required: true,
        options: agencies.map((value) => ({ value, label: identity.agency[value]() })),
      },
      {
        name: "prefix",
        kind: "code",
        label: numbers.prefix(),
        required: true,
        hint: prefixHint(values),
      },
      { name: "issued_by", kind: "line", label: numbers.issuedBy(), required: true },
      { name: "valid_from", kind: "date", label: numbers.validFrom(), required: true },
    ],
    initial: { agency: "GS1", prefix: "", issued_by: "", valid_from: "" },
    draft: (values) => ({
      type: "DefineCompanyPrefix",
      body: {
        agency: text(values, "agency"),
        prefix: text(values, "prefix"),
        issued_by: text(values, "issued_by"),
        valid_from: text(values, "valid_from"),
      },
    }),
    blames: { PREFIX_FORM_WRONG: "prefix", PREFIX_OVERLAPS: "prefix" },
    done: () => BACK,
  };
}

const REFERENCE_DIGITS = 12;
const GS1_PREFIX = /^[0-9]{4,12}$/;

/** What may be allocated under it; for GS1 the length says how many items. */
function prefixHint(values: Values): string {
  const { identity } = d();
  const given = text(values, "prefix");
  if (text(values, "agency") === "HIBCC") return identity.licHint();
  if (text(values, "agency") === "MA") return identity.maHint();
  return GS1_PREFIX.test(given)
    ? identity.gs1Length(given.length, 10 ** (REFERENCE_DIGITS - given.length))
    : identity.gs1Hint();
}

export function ssccForm(rows: Lookup): FormSpec {
  const { numbers, identity } = d();
  const own = prefixesOf(rows, "GS1");
  return {
    ...shared(),
    title: identity.ssccTitle(),
    intro: identity.ssccWhy(),
    fields: () => [
      {
        name: "prefix",
        kind: "choice",
        label: numbers.prefix(),
        required: true,
        options: own,
        ...(own.length === 0 ? { hint: identity.noPrefix() } : {}),
      },
      {
        name: "extension",
        kind: "choice",
        label: identity.extension(),
        required: true,
        options: digitOptions(0, 9),
      },
    ],
    initial: { prefix: own[0]?.value ?? "", extension: "0" },
    draft: (values) => ({
      type: "DefineSsccPool",
      body: { prefix: text(values, "prefix"), extension: Number(text(values, "extension")) },
    }),
    done: (values) =>
      recordHref("numbers", [`sscc:${text(values, "prefix")}:${text(values, "extension")}`]),
  };
}

function identifierOptions(rows: Lookup): readonly Option[] {
  return rows
    .all("identifier")
    .map(({ row }) => row)
    .filter((row) => row.status === "active")
    .map(({ di, item }) => ({ value: di, label: item }));
}

export function serialsForm(rows: Lookup, di: string): FormSpec {
  const { numbers } = d();
  return {
    ...shared(),
    title: numbers.scheme(),
    intro: numbers.schemeWhy(),
    fields: (values) => [
      {
        name: "di",
        kind: "code",
        label: numbers.identifier(),
        required: true,
        suggestions: identifierOptions(rows),
      },
      {
        name: "order",
        kind: "choice",
        label: numbers.orderLabel(),
        required: true,
        options: (["sequential", "random", "list"] as const).map((value) => ({
          value,
          label: numbers.order[value](),
        })),
        ...(text(values, "order") === "list" ? { hint: d().identity.listNext() } : {}),
      },
      ...(text(values, "order") === "list" ? [] : writing(values)),
    ],
    initial: { di, order: "sequential", prefix: "", digits: "6", alphabet: "digits" },
    check: (values) => ({
      ...(rows.get("identifier", [text(values, "di")]) === undefined
        ? { di: numbers.identifierUnknown() }
        : {}),
      ...(wholeNumber(text(values, "digits"), MOST_DIGITS) === null
        ? { digits: numbers.digitsWrong() }
        : {}),
    }),
    draft: (values) => ({
      type: "DefineSerialScheme",
      body: {
        alphabet: text(values, "alphabet"),
        di: text(values, "di"),
        digits: Number(text(values, "digits")),
        order: text(values, "order"),
        prefix: text(values, "prefix"),
      },
    }),
    blames: {
      SERIAL_IDENTIFIER_UNKNOWN: "di",
      SERIAL_ORDER_FIXED: "order",
      NUMBER_UNWRITABLE: "digits",
      NUMBER_LIKE_DEVICE: "prefix",
    },
    done: (values) => {
      const at = [`serial:${text(values, "di")}`];
      const list = text(values, "order") === "list";
      return recordHref("numbers", at) + (list ? "?do=list" : "");
    },
  };
}

/** How made numbers are written; a list has its own. */
function writing(values: Values) {
  const { numbers, identity } = d();
  const random = text(values, "order") === "random";
  const length = wholeNumber(text(values, "digits"), MOST_DIGITS) ?? 1;
  const sample = `${text(values, "prefix")}${"#".repeat(length)}`;
  return [
    { name: "prefix", kind: "code", label: numbers.leading(), hint: identity.looks(sample) },
    { name: "digits", kind: "whole", label: numbers.digits(), required: true },
    ...(random
      ? ([
          {
            name: "alphabet",
            kind: "choice",
            label: numbers.alphabetLabel(),
            required: true,
            options: (["digits", "letters"] as const).map((value) => ({
              value,
              label: numbers.alphabet[value](),
            })),
          },
        ] as const)
      : []),
  ] as const;
}

/** The numbers of a pasted list or of one column of a CSV, in their order. */
export function pastedNumbers(given: string): readonly string[] {
  return given
    .split(/[\r\n,;\t]+/)
    .map((each) => each.trim().replace(/^"(.*)"$/, "$1"))
    .filter((each) => each !== "");
}

export function serialListForm(pool: string): FormSpec | null {
  const { numbers, identity } = d();
  if (!pool.startsWith("serial:")) {
    return null;
  }
  const di = pool.slice("serial:".length);
  return {
    ...shared(),
    title: identity.listTitle(di),
    intro: identity.listWhy(),
    fields: (values) => [
      {
        name: "serials",
        kind: "list",
        label: numbers.kind.serial(),
        required: true,
        hint: identity.listHint(pastedNumbers(text(values, "serials")).length),
      },
      { name: "source", kind: "line", label: identity.source(), required: true },
    ],
    initial: { serials: "", source: "" },
    check: (values) => listWrong(pastedNumbers(text(values, "serials"))),
    draft: (values) => ({
      type: "ImportSerials",
      body: {
        di,
        serials: [...pastedNumbers(text(values, "serials"))],
        source: text(values, "source"),
      },
    }),
    blames: { SERIAL_TAKEN: "serials", NUMBER_UNWRITABLE: "serials" },
    back: recordHref("numbers", [pool]),
    done: () => recordHref("numbers", [pool]),
  };
}

function listWrong(serials: readonly string[]): Readonly<Record<string, string>> {
  const { identity } = d();
  const long = serials.find((each) => each.length > LONGEST);
  const twice = serials.find((each, at) => serials.indexOf(each) !== at);
  if (serials.length > MOST_SERIALS) return { serials: identity.listLong(serials.length) };
  if (long !== undefined) return { serials: identity.serialLong(long) };
  return twice === undefined ? {} : { serials: identity.serialTwice(twice) };
}

export function lotPatternForm(): FormSpec {
  const { identity } = d();
  return {
    ...shared(),
    title: identity.lotTitle(),
    intro: identity.lotWhy(),
    fields: () => [
      { name: "name", kind: "code", label: identity.lotName(), required: true },
      {
        name: "pattern",
        kind: "code",
        label: identity.lotPattern(),
        required: true,
        hint: identity.lotHint(),
      },
    ],
    initial: { name: "", pattern: "FG-{YY}{MM}{seq:02}" },
    check: (values) => {
      const name = text(values, "name");
      const right = /^[A-Z0-9][A-Z0-9-]{0,19}$/.test(name);
      return right || name === "" ? {} : { name: identity.lotNameWrong() };
    },
    draft: (values) => ({
      type: "DefineLotPattern",
      body: { name: text(values, "name"), pattern: text(values, "pattern") },
    }),
    blames: {
      LOT_PATTERN_WRONG: "pattern",
      NUMBER_UNWRITABLE: "pattern",
      NUMBER_LIKE_DEVICE: "pattern",
    },
    done: (values) => recordHref("numbers", [`lot:${text(values, "name")}`]),
  };
}
