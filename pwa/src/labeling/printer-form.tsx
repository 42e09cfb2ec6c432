/**
 * Setting a label printer up, or changing one: where it is, what it prints on, whether it answers.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { PrinterRow } from "../entries/label-rows.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { ActForm } from "./act-form.tsx";
import { roleMissing, whole } from "./job-view.ts";

const NEW = {
  code: "",
  name: "",
  host: "",
  port: "9100",
  dpi: "203",
  width: "100",
  height: "60",
  symbols: "raster",
  answers: "yes",
  active: "yes",
};

export interface PrinterFormProps {
  readonly acts: DeskActs;
  readonly site: string;
  readonly printers: readonly PrinterRow[];
}

function wishOf(printer: PrinterRow | undefined): typeof NEW {
  return printer === undefined
    ? NEW
    : {
        code: printer.code,
        name: printer.name,
        host: printer.host,
        port: String(printer.port),
        dpi: String(printer.dpi),
        width: printer.media_width_mm,
        height: printer.media_height_mm,
        symbols: printer.symbols,
        answers: printer.answers ? "yes" : "no",
        active: printer.active ? "yes" : "no",
      };
}

export function PrinterForm({ acts, site, printers }: PrinterFormProps): JSX.Element {
  const words = d().print;
  const [wish, setWish] = useState(NEW);
  const [chosen, setChosen] = useState("-");
  const choose = (code: string): void => {
    setChosen(code);
    setWish(wishOf(printers.find((printer) => printer.code === code)));
  };
  const set = (name: keyof typeof NEW) => (text: string) => setWish({ ...wish, [name]: text });
  const port = whole(wish.port, 1, 65_535);
  const sizes = [wish.width, wish.height].every((text) => /^[1-9]\d{0,2}(\.\d{1,2})?$/.test(text));
  const right = wish.code.trim() !== "" && wish.host.trim() !== "" && port !== null && sizes;
  return (
    <ActForm
      title={words.savePrinter()}
      why={words.savePrinterWhy()}
      submit={{ label: words.savePrinter(), icon: "check", tone: "primary" }}
      type="DefinePrinter"
      acts={acts}
      closed={roleMissing(acts, "manage_printers")}
      body={() =>
        right
          ? {
              active: wish.active === "yes",
              answers: wish.answers === "yes",
              code: wish.code.trim(),
              dpi: Number(wish.dpi),
              host: wish.host.trim(),
              language: "zpl",
              media_height_mm: wish.height,
              media_width_mm: wish.width,
              name: wish.name.trim(),
              port: port ?? 0,
              site,
              symbols: wish.symbols,
            }
          : null
      }
      about={() => true}
    >
      {() => (
        <>
          <SelectField
            label={words.changePrinter()}
            value={chosen}
            options={[
              { value: "-", label: words.newPrinter() },
              ...printers.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
            ]}
            onChange={choose}
          />
          <PrinterFields wish={wish} set={set} />
        </>
      )}
    </ActForm>
  );
}

interface PrinterFieldsProps {
  readonly wish: typeof NEW;
  readonly set: (name: keyof typeof NEW) => (text: string) => void;
}

function PrinterFields({ wish, set }: PrinterFieldsProps): JSX.Element {
  const words = d().print;
  const field = (name: "code" | "name" | "host" | "port", hint?: string): JSX.Element => (
    <Field
      label={words[name]()}
      value={wish[name]}
      onInput={set(name)}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  const yesOrNo = [
    { value: "yes", label: d().field.yes() },
    { value: "no", label: d().field.no() },
  ];
  return (
    <>
      {field("code")}
      {field("name")}
      {field("host", words.hostHint())}
      {field("port")}
      <SelectField
        label={words.dpi()}
        value={wish.dpi}
        options={["203", "300", "600"].map((value) => ({
          value,
          label: words.dpiOf(Number(value)),
        }))}
        onChange={set("dpi")}
      />
      <Field
        label={words.mediaWidth()}
        value={wish.width}
        onInput={set("width")}
        unit="mm"
        inputMode="decimal"
      />
      <Field
        label={words.mediaHeight()}
        value={wish.height}
        onInput={set("height")}
        unit="mm"
        inputMode="decimal"
      />
      <SelectField
        label={words.symbols()}
        value={wish.symbols}
        options={[
          { value: "raster", label: words.symbolsRaster() },
          { value: "native", label: words.symbolsNative() },
        ]}
        onChange={set("symbols")}
      />
      <SelectField
        label={words.answers()}
        value={wish.answers}
        options={[
          { value: "yes", label: words.answersYes() },
          { value: "no", label: words.answersNo() },
        ]}
        onChange={set("answers")}
      />
      <SelectField
        label={words.active()}
        value={wish.active}
        options={yesOrNo}
        onChange={set("active")}
      />
    </>
  );
}
