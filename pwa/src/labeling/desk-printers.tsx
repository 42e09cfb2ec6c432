/**
 * Label printers: where each is, how it stands when asked, and the form that sets one up.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { PrinterRow } from "../entries/label-rows.ts";
import type { Answered } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { chipColumn, textColumn, yesNo } from "../ui/desk-cells.tsx";
import { DeskList } from "../ui/desk-list.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Status } from "../ui/status.ts";
import type { Column } from "../ui/table-view.ts";
import { ActForm } from "./act-form.tsx";
import type { JobListProps } from "./desk-jobs.tsx";
import type { JobFormProps } from "./job-form.tsx";
import { roleMissing, whole } from "./job-view.ts";

interface Standing {
  readonly state: "ready" | "busy" | "trouble" | "silent" | "unreachable" | "not_allowed";
  readonly trouble: string;
  readonly waiting: number;
}

const STATUS: Readonly<Record<Standing["state"], Status>> = {
  ready: "ok",
  busy: "provisional",
  trouble: "warn",
  silent: "warn",
  unreachable: "stop",
  not_allowed: "stop",
};

export interface PrinterPageProps extends JobListProps, JobFormProps {
  readonly site: string;
}

export function PrinterPage({ rows, frame, acts, server, site }: PrinterPageProps): JSX.Element {
  const words = d().print;
  const [standing, setStanding] = useState<Readonly<Record<string, Answered<Standing>>>>({});
  const printers = rows.all("printer").map(({ row }) => row);
  const ask = async (): Promise<void> => {
    const answers = await Promise.all(
      printers.map(async ({ code }) => {
        const path = `/printers/${encodeURIComponent(code)}/status`;
        return [code, await server.read<Standing>(path)] as const;
      }),
    );
    setStanding(Object.fromEntries(answers));
  };
  return (
    <>
      <DeskList
        title={words.printers()}
        frame={frame}
        rows={printers}
        rowId={(row) => `${row.site}/${row.code}`}
        csvName="printers"
        above={
          <p class="job-buttons">
            <Button label={words.askStatus()} icon="refresh-cw" onPress={() => void ask()} />
          </p>
        }
        columns={columns(standing)}
      />
      <div class="act-forms">
        <PrinterForm acts={acts} site={site} />
      </div>
    </>
  );
}

function columns(
  standing: Readonly<Record<string, Answered<Standing>>>,
): readonly Column<PrinterRow>[] {
  const words = d().print;
  return [
    textColumn("code", words.code(), (row) => row.code),
    textColumn("name", words.name(), (row) => row.name),
    textColumn("host", words.host(), (row) => `${row.host}:${row.port}`),
    textColumn("dpi", words.dpi(), (row) => words.dpiOf(row.dpi)),
    textColumn("media", words.media(), (row) => `${row.media_width_mm} x ${row.media_height_mm}`),
    textColumn("answers", words.answers(), (row) => yesNo(row.answers)),
    textColumn("active", words.active(), (row) => yesNo(row.active)),
    chipColumn("standing", d().field.status(), (row) => chipsOf(standing[row.code])),
  ];
}

function chipsOf(answer: Answered<Standing> | undefined) {
  if (answer === undefined) {
    return [];
  }
  if (answer.step === "ok") {
    const { state, trouble } = answer.value;
    return [{ status: STATUS[state], label: `${d().print.standing[state]()} ${trouble}`.trim() }];
  }
  const label =
    answer.step === "offline"
      ? d().act.offline()
      : (explain([answer], language.value)[0]?.what ?? answer.code);
  return [{ status: "warn" as const, label }];
}

const NEW = {
  code: "",
  name: "",
  host: "",
  port: "9100",
  dpi: "203",
  width: "100",
  height: "60",
  answers: "yes",
  active: "yes",
};

function PrinterForm({ acts, site }: Pick<PrinterPageProps, "acts" | "site">): JSX.Element {
  const words = d().print;
  const [wish, setWish] = useState(NEW);
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
              symbols: "raster",
            }
          : null
      }
      about={() => true}
    >
      {() => <PrinterFields wish={wish} set={set} />}
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
