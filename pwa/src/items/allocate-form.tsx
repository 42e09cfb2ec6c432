/**
 * Allocating the GTINs of an item's unit, box and carton in one step.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Lookup } from "../sync/view.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { NumberForm } from "./number-form.tsx";
import { type PrefixLine, wholeNumber } from "./numbers-view.ts";

const LEVELS = [1, 2] as const;
const MOST_INSIDE = 1_000_000;
const INDICATORS = ["1", "2", "3", "4", "5", "6", "7", "8"];

export interface AllocateFormProps {
  readonly rows: Lookup;
  readonly prefixes: readonly PrefixLine[];
  readonly acts: DeskActs;
}

interface Level {
  readonly quantity: string;
  readonly indicator: string;
}

const NO_PACKAGE: Level = { quantity: "", indicator: "1" };

export function AllocateForm({ rows, prefixes, acts }: AllocateFormProps): JSX.Element {
  const words = d().numbers;
  const own = prefixes.filter(({ agency }) => agency === "GS1").map(({ prefix }) => prefix);
  const [item, setItem] = useState("");
  const [prefix, setPrefix] = useState(own[0] ?? "");
  const [levels, setLevels] = useState<readonly Level[]>([
    NO_PACKAGE,
    { quantity: "", indicator: "2" },
  ]);
  const known = rows.get("item", [item]) !== undefined;
  const body = (): JsonObject | null => {
    const packages = packagesOf(levels);
    return packages === null || !known || prefix === ""
      ? null
      : {
          item,
          allocation: { base: null, base_quantity: null, packages, prefix, reference: null },
        };
  };
  const change = (at: number, part: Partial<Level>): void =>
    setLevels(levels.map((level, n) => (n === at ? { ...level, ...part } : level)));
  return (
    <NumberForm
      title={words.allocate()}
      why={words.allocateWhy()}
      submit={words.allocate()}
      type="AllocateIdentifiers"
      acts={acts}
      body={body}
      label={(made) => String(made.item)}
    >
      {(asked) => (
        <>
          <Field
            label={words.item()}
            value={item}
            onInput={(text) => setItem(text.trim())}
            required
            {...(asked && !known ? { error: words.itemUnknown() } : {})}
          />
          <SelectField
            label={words.prefix()}
            value={prefix}
            options={own.map((value) => ({ value, label: value }))}
            onChange={setPrefix}
          />
          {LEVELS.map((level, at) => (
            <LevelFields
              key={level}
              level={level}
              value={levels[at] ?? NO_PACKAGE}
              wrong={asked && !isRight(levels[at] ?? NO_PACKAGE)}
              onChange={(part) => change(at, part)}
            />
          ))}
        </>
      )}
    </NumberForm>
  );
}

interface LevelFieldsProps {
  readonly level: number;
  readonly value: Level;
  readonly wrong: boolean;
  readonly onChange: (part: Partial<Level>) => void;
}

function LevelFields({ level, value, wrong, onChange }: LevelFieldsProps): JSX.Element {
  const words = d().numbers;
  return (
    <>
      <Field
        label={words.inside(level)}
        value={value.quantity}
        onInput={(quantity) => onChange({ quantity })}
        inputMode="numeric"
        hint={words.optional()}
        {...(wrong ? { error: words.wholeNumber() } : {})}
      />
      <SelectField
        label={words.indicator(level)}
        value={value.indicator}
        options={INDICATORS.map((digit) => ({ value: digit, label: digit }))}
        onChange={(indicator) => onChange({ indicator })}
      />
    </>
  );
}

function isRight({ quantity }: Level): boolean {
  return quantity.trim() === "" || wholeNumber(quantity, MOST_INSIDE) !== null;
}

/** Null when a quantity is no number; empty levels are left out. */
function packagesOf(levels: readonly Level[]): JsonObject[] | null {
  if (!levels.every(isRight)) {
    return null;
  }
  return levels
    .filter(({ quantity }) => quantity.trim() !== "")
    .map(({ quantity, indicator }) => ({
      indicator: Number(indicator),
      quantity: Number(quantity),
    }));
}
