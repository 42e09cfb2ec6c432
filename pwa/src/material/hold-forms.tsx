/**
 * Holds at the desk: whoever sees the damage places one, quality lifts one with its reason.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, madeHere } from "../entries/made-here.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Lookup } from "../sync/view.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { type FormSpec, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { lotWords } from "../ui/i18n/lot/catalogue.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { recordHref } from "../ui/record-link.tsx";

/** Null when this computer does not know the lot. */
export function holdLotForm(rows: Lookup, lot: string): FormSpec | null {
  if (rows.get("lot", [lot]) === undefined) {
    return null;
  }
  const card = recordHref("lots", [lot]);
  const type = "PlaceHold";
  return {
    ...placing(lot, card),
    draft: (values) => ({ type, body: { lot, photos: [], ...seen(values) } }),
  };
}

/** Null when this computer does not know the unit. */
export function holdUnitForm(rows: Lookup, item: string, serial: string): FormSpec | null {
  if (rows.get("unit", [item, serial]) === undefined) {
    return null;
  }
  const card = recordHref("units", [item, serial]);
  return {
    ...placing(serial, card),
    draft: (values) => ({ type: "HoldUnit", body: { item, serial, ...seen(values) } }),
  };
}

function placing(name: string, card: string): Omit<FormSpec, "draft"> {
  const words = d().change.hold;
  const reasons = Object.entries(lotWords().holdReasons).map(([code, word]) => ({
    value: code.toUpperCase(),
    label: word(),
  }));
  return {
    title: words.placeTitle(name),
    intro: words.placeWhy(),
    fields: () => [
      {
        name: "reason_code",
        kind: "choice",
        label: d().field.reason(),
        options: reasons,
        required: true,
      },
      { name: "text", kind: "text", label: words.what() },
    ],
    initial: { reason_code: "", text: "" },
    revises: false,
    submit: words.place(),
    stops: true,
    action: "hold",
    blames: {},
    done: () => card,
    back: card,
  };
}

function seen(values: Parameters<FormSpec["draft"]>[0]) {
  return { reason_code: text(values, "reason_code"), text: text(values, "text") };
}

export interface OpenHold {
  readonly id: string;
  /** What it is for, in words. */
  readonly what: string;
}

export interface LiftFormsProps {
  readonly holds: readonly OpenHold[];
  readonly acts: DeskActs;
  /** The entry that lifts one. */
  readonly type: "LiftHold" | "LiftUnitHold";
  readonly body: (hold: string) => JsonObject;
}

export function LiftForms({ holds, acts, type, body }: LiftFormsProps): JSX.Element {
  const words = d().change;
  const mayLift = mayAct(acts.actor, "lift_hold");
  const madeOf = (id: string) => madeHere(acts.queue, type, (each) => each.hold === id);
  return (
    <>
      {holds.length === 0 && <p>{words.hold.none()}</p>}
      {holds.map(({ id, what }) => (
        <section key={id}>
          <DecisionForm
            title={words.hold.liftOf(what)}
            why={words.hold.liftWhy()}
            reasonLabel={words.hold.reason()}
            submit={{ label: words.hold.lift(), icon: "check", tone: "primary" }}
            closed={isOnItsWay(madeOf(id)) ? d().act.sent() : mayLift ? null : words.needsQuality()}
            hasReason={hasReason}
            onDecide={(reason) => acts.record({ type, body: body(id), reason })}
          />
          <MadeHereList
            made={madeOf(id).map((line) => ({
              ...line,
              label: words.hold.lift(),
              texts: explain(line.codes, language.value),
            }))}
          />
        </section>
      ))}
    </>
  );
}
