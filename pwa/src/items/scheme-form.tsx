/**
 * How the serial numbers of a device identifier are made from now on.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Lookup } from "../sync/view.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { NumberForm } from "./number-form.tsx";
import { wholeNumber } from "./numbers-view.ts";

const ORDERS = ["sequential", "random", "list"] as const;
const ALPHABETS = ["digits", "letters"] as const;
const MOST_DIGITS = 20;

export interface SchemeFormProps {
  readonly rows: Lookup;
  readonly acts: DeskActs;
}

export function SchemeForm({ rows, acts }: SchemeFormProps): JSX.Element {
  const words = d().numbers;
  const [di, setDi] = useState("");
  const [order, setOrder] = useState<string>("sequential");
  const [alphabet, setAlphabet] = useState<string>("digits");
  const [prefix, setPrefix] = useState("");
  const [digits, setDigits] = useState("6");
  const known = rows.get("identifier", [di]) !== undefined;
  const length = wholeNumber(digits, MOST_DIGITS);
  return (
    <NumberForm
      title={words.scheme()}
      why={words.schemeWhy()}
      submit={words.keep()}
      type="DefineSerialScheme"
      acts={acts}
      body={() =>
        known && length !== null ? { alphabet, di, digits: length, order, prefix } : null
      }
      label={(made) => String(made.di)}
    >
      {(asked) => (
        <>
          <Field
            label={words.identifier()}
            value={di}
            onInput={(text) => setDi(text.trim())}
            required
            {...(asked && !known ? { error: words.identifierUnknown() } : {})}
          />
          <SelectField
            label={words.orderLabel()}
            value={order}
            options={ORDERS.map((value) => ({ value, label: words.order[value]() }))}
            onChange={setOrder}
          />
          <Field label={words.leading()} value={prefix} onInput={setPrefix} />
          <Field
            label={words.digits()}
            value={digits}
            onInput={setDigits}
            inputMode="numeric"
            {...(asked && length === null ? { error: words.digitsWrong() } : {})}
          />
          {order === "random" && (
            <SelectField
              label={words.alphabetLabel()}
              value={alphabet}
              options={ALPHABETS.map((value) => ({ value, label: words.alphabet[value]() }))}
              onChange={setAlphabet}
            />
          )}
        </>
      )}
    </NumberForm>
  );
}
