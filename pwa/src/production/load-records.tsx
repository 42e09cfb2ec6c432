/**
 * What is recorded while a load runs, by hand: values of its cycle, entered twice, and what was done with its indicators.
 */

import type { JSX } from "preact";
import type { RecordCycleReadingBody, RecordIndicatorBody } from "../entries/bodies.ts";
import type { CycleRow } from "../entries/load-rows.ts";
import { ActForm } from "../ui/act-form.tsx";
import { amountText } from "../ui/amount.ts";
import { type Complaints, type FormField, text, type Values } from "../ui/form-fields.ts";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { unitSign } from "../ui/unit-sign.ts";
import { closedTo, type LoadActProps, Made } from "./load-acts.tsx";
import { type LoadCardView, MAX_NAMES, namesOf } from "./load-view.ts";

type Parameters = CycleRow["parameters"];

export function ReadingForm({ view, acts }: LoadActProps): JSX.Element | null {
  const { loads } = d();
  const parameters = view.cycle?.parameters ?? [];
  const [first] = parameters;
  if (first === undefined) {
    return null;
  }
  const unread = parameters.find(({ code }) => !view.load.observed.includes(code)) ?? first;
  return (
    <ActForm
      key={unread.code}
      title={loads.recordReading()}
      why={loads.recordReadingWhy()}
      fields={(values) => readingFields(parameters, values)}
      initial={{ code: unread.code, value: "", again: "", gauge: "" }}
      submit={{ label: loads.recordReading(), icon: "check", tone: "primary" }}
      closed={closedTo(acts)}
      check={sameTwice}
      onSend={async (values) => {
        const body = readingBody(view, values);
        await acts.record({ type: "RecordCycleReading", body });
      }}
    >
      <Made
        acts={acts}
        type="RecordCycleReading"
        load={view.load.number}
        label={(body) =>
          `${String(body.code)} ${amountText({ value: String(body.value), unit: String(body.unit) })}`
        }
      />
    </ActForm>
  );
}

function unitOf(parameters: Parameters, values: Values): string {
  return parameters.find(({ code }) => code === text(values, "code"))?.unit ?? "";
}

function readingFields(parameters: Parameters, values: Values): readonly FormField[] {
  const { loads } = d();
  const options = parameters.map((each) => ({ value: each.code, label: localName(each) }));
  const unit = unitSign(unitOf(parameters, values));
  return [
    { name: "code", kind: "choice", label: loads.parameter(), options, required: true },
    { name: "value", kind: "number", label: loads.value(), unit, required: true },
    { name: "again", kind: "number", label: loads.again(), unit, required: true },
    { name: "gauge", kind: "code", label: loads.gauge() },
  ];
}

function sameTwice(values: Values): Complaints {
  const same = Number(text(values, "value")) === Number(text(values, "again"));
  return same ? {} : { again: d().loads.notTheSame() };
}

function readingBody(view: LoadCardView, values: Values): RecordCycleReadingBody {
  const gauge = text(values, "gauge");
  return {
    code: text(values, "code"),
    gauge: gauge === "" ? null : gauge,
    load: view.load.number,
    message: null,
    second_value: text(values, "again"),
    source: "manual",
    unit: unitOf(view.cycle?.parameters ?? [], values),
    value: text(values, "value"),
  };
}

type Kind = RecordIndicatorBody["kind"];
type IndicatorAct = RecordIndicatorBody["act"];
const ACTS: Readonly<Record<Kind, readonly IndicatorAct[]>> = {
  biological: ["placed", "incubated", "no_growth", "growth"],
  chemical: ["placed", "changed", "unchanged"],
};

export function IndicatorForm({ view, acts }: LoadActProps): JSX.Element {
  const { loads } = d();
  const { number } = view.load;
  const send = async (values: Values): Promise<void> => {
    for (const indicator of namesOf(text(values, "which"))) {
      const body = indicatorBody(number, indicator, values);
      await acts.record({ type: "RecordIndicator", body });
    }
  };
  return (
    <ActForm
      title={loads.recordIndicator()}
      why={loads.whichWhy()}
      fields={indicatorFields}
      initial={{ kind: "biological", act: "placed", which: "", position: "" }}
      next={(values) => ({ ...values, which: "", position: "" })}
      submit={{ label: loads.recordIndicator(), icon: "check", tone: "primary" }}
      closed={closedTo(acts)}
      check={(values): Complaints =>
        namesOf(text(values, "which")).length > MAX_NAMES ? { which: loads.tooMany() } : {}
      }
      onSend={send}
    >
      <Made
        acts={acts}
        type="RecordIndicator"
        load={number}
        label={(body) => `${String(body.indicator)} · ${wordOf(loads.act, String(body.act))}`}
      />
    </ActForm>
  );
}

function kindOf(values: Values): Kind {
  return text(values, "kind") === "chemical" ? "chemical" : "biological";
}

/** What was chosen for another kind of indicator does not fit this one: then nothing is chosen. */
function indicatorFields(values: Values): readonly FormField[] {
  const { loads } = d();
  const kinds = (["biological", "chemical"] as const).map((value) => ({
    value,
    label: loads.kind[value](),
  }));
  const options = ACTS[kindOf(values)].map((value) => ({ value, label: loads.act[value]() }));
  const placed = text(values, "act") === "placed";
  return [
    { name: "kind", kind: "choice", label: loads.kindOf(), options: kinds, required: true },
    { name: "act", kind: "choice", label: loads.what(), options, required: true },
    { name: "which", kind: "list", label: loads.which(), required: true },
    ...(placed ? [{ name: "position", kind: "code" as const, label: loads.position() }] : []),
  ];
}

function indicatorBody(load: string, indicator: string, values: Values): RecordIndicatorBody {
  const act = text(values, "act") as IndicatorAct;
  const position = text(values, "position");
  return {
    act,
    indicator,
    kind: kindOf(values),
    load,
    position: position === "" || act !== "placed" ? null : position,
  };
}
