/**
 * Reporting that so many units went from one bucket to another.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReportQuantityBody } from "../entries/bodies.ts";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { unitSign } from "../ui/unit-sign.ts";
import { BUCKETS, type OrderLine } from "./order-view.ts";

const NEWLY = "newly";
const NUMBER = /^(?=.*[1-9])(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$/;

export interface CountFormProps {
  readonly order: OrderLine;
  readonly acts: DeskActs;
}

interface Count {
  readonly lot: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
  readonly defect: string;
}

export function CountForm({ order, acts }: CountFormProps): JSX.Element {
  const words = d().making.order;
  const [count, setCount] = useState<Count>({
    lot: order.lots[0] ?? "",
    from: "in_process",
    to: "good",
    quantity: "",
    defect: "",
  });
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const allowed = mayAct(acts.actor, "work");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong = Object.keys(complaints(count)).length > 0;
    setAsked(wrong);
    if (wrong || !allowed) {
      return;
    }
    try {
      await acts.record({ type: "ReportQuantity", body: bodyOf(order, count) });
      setCount({ ...count, quantity: "" });
      setFailed(false);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  const put = (name: keyof Count) => (value: string) => setCount({ ...count, [name]: value });
  return (
    <form class="u-decision" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.count()}</h2>
      <p>{allowed ? words.countWhy() : words.needsWorker()}</p>
      <CountFields order={order} count={count} put={put} told={asked ? complaints(count) : {}} />
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <Button type="submit" label={words.countNow()} tone="primary" disabled={!allowed} />
      <Reported order={order} acts={acts} />
    </form>
  );
}

type Told = Partial<Record<keyof Count, string>>;

function complaints(count: Count): Told {
  const words = d().making.order;
  return {
    ...(count.lot.trim() === "" ? { lot: words.lotNeeded() } : {}),
    ...(count.from === count.to ? { to: words.sameBucket() } : {}),
    ...(NUMBER.test(count.quantity.trim()) ? {} : { quantity: words.countWrong() }),
  };
}

function bodyOf(order: OrderLine, { lot, from, to, quantity, defect }: Count): ReportQuantityBody {
  return {
    defect: defect.trim() === "" ? null : defect.trim(),
    from_bucket: from === NEWLY ? null : (from as ReportQuantityBody["to_bucket"]),
    location: null,
    lot: lot.trim(),
    order: order.number,
    quantity: quantity.trim(),
    to_bucket: to as ReportQuantityBody["to_bucket"],
  };
}

interface CountFieldsProps {
  readonly order: OrderLine;
  readonly count: Count;
  readonly put: (name: keyof Count) => (value: string) => void;
  readonly told: Told;
}

function CountFields({ order, count, put, told }: CountFieldsProps): JSX.Element {
  const words = d().making.order;
  const buckets = BUCKETS.map((value) => ({ value, label: words.bucket[value]() }));
  const error = (name: keyof Count) => (told[name] === undefined ? {} : { error: told[name] });
  return (
    <>
      <Field
        label={d().field.lot()}
        value={count.lot}
        onInput={put("lot")}
        required
        suggestions={order.lots.map((value) => ({ value, label: value }))}
        {...error("lot")}
      />
      <SelectField
        label={words.from()}
        value={count.from}
        options={[{ value: NEWLY, label: words.newly() }, ...buckets]}
        onChange={put("from")}
      />
      <SelectField
        label={words.to()}
        value={count.to}
        options={buckets}
        onChange={put("to")}
        {...error("to")}
      />
      <Field
        label={d().field.quantity()}
        value={count.quantity}
        onInput={put("quantity")}
        inputMode="decimal"
        unit={unitSign(order.unit)}
        required
        {...error("quantity")}
      />
      <Field
        label={words.defect()}
        hint={words.defectWhy()}
        value={count.defect}
        onInput={put("defect")}
      />
    </>
  );
}

function Reported({ order, acts }: CountFormProps): JSX.Element {
  const words = d().making.order;
  const made = madeHere(acts.queue, "ReportQuantity", (body) => body.order === order.number);
  return (
    <MadeHereList
      made={made.slice(0, 5).map((line) => ({
        ...line,
        label: `${String(line.body.quantity)} → ${wordOf(words.bucket, String(line.body.to_bucket))}`,
        texts: explain(line.codes, language.value),
      }))}
    />
  );
}
