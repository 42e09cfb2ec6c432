/**
 * Equipment at the desk: list, due dates, forms, imports, and the card of a piece with what the server knows of it.
 */

import type { JSX } from "preact";
import type { ServerDoor } from "../../entries/server-door.ts";
import { type Act, actForm } from "../../equipment/act-form.ts";
import { type ActPage, ActTable } from "../../equipment/act-table.tsx";
import { EquipmentList } from "../../equipment/desk-equipment.tsx";
import { DueBoard } from "../../equipment/due-board.tsx";
import { equipmentCard } from "../../equipment/equipment-card.tsx";
import {
  actsOn,
  equipmentStatusForm,
  newEquipmentForm,
  reviseEquipmentForm,
} from "../../equipment/equipment-form.ts";
import { joined, type UsesPage, usesPath } from "../../equipment/uses.ts";
import { UsesPanel } from "../../equipment/uses-panel.tsx";
import { traceHref } from "../../genealogy/answer.ts";
import { termForm } from "../../items/term-form.ts";
import { LabelPanel } from "../../labeling/label-panel.tsx";
import { type ActionLinkProps, Actions } from "../../ui/action-link.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../../ui/record-link.tsx";
import { useApp } from "../context.ts";
import { downloadBlob } from "../download.ts";
import { OpenForm } from "./act-page.tsx";
import { CardPage } from "./card-page.tsx";
import { formHref } from "./forms.ts";
import { FromServer } from "./from-server.tsx";
import { ImportPage } from "./import-page.tsx";
import type { PageParts } from "./lists.tsx";
import { storedFiles } from "./stored-files.ts";

export interface EquipmentPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

const SECTION = "equipment";

export function EquipmentPages(props: EquipmentPagesProps): JSX.Element {
  const { at, query, rows, frame, acts, server, nowMs, revision } = props;
  const { device } = useApp();
  const act = query.get("do");
  const [code] = at;
  if (act === "import" || act === "import-calibrations") {
    const kind = act === "import" ? "equipment" : "calibrations";
    return <ImportPage key={kind} section={SECTION} kind={kind} acts={acts} server={server} />;
  }
  if (act === "due") {
    return <DueBoard rows={rows} nowMs={nowMs} frame={{ ...frame, actions: <BoardActions /> }} />;
  }
  if (act !== null) {
    const spec = formOf(props, act, device.enrolment.site);
    return <OpenForm key={act} section={SECTION} spec={spec} acts={acts} />;
  }
  if (code === undefined) {
    return (
      <EquipmentList rows={rows} nowMs={nowMs} frame={{ ...frame, actions: <ListActions /> }} />
    );
  }
  const card = equipmentCard({
    rows,
    code,
    nowMs,
    acts: () => <Acts {...props} code={code} />,
    uses: () => <Uses {...props} code={code} />,
    label: () => <LabelPanel of={{ kind: "equipment", key: code }} server={server} />,
  });
  const shown = card === null ? null : { ...card, actions: <CardActions {...props} code={code} /> };
  const { asOf } = frame;
  return <CardPage section={SECTION} {...{ at, card: shown, asOf, server, revision }} />;
}

function formOf(props: EquipmentPagesProps, act: string, site: string): FormSpec | null {
  const { rows, at, nowMs } = props;
  const [code = ""] = at;
  switch (act) {
    case "new":
      return newEquipmentForm(rows, site);
    case "revise":
      return reviseEquipmentForm(rows, code);
    case "name-class":
      return termForm(rows, "equipment_class");
    case "qualify":
    case "take_out_of_service":
    case "retire":
      return equipmentStatusForm(rows, code, act);
    case "calibrate":
    case "maintain":
    case "clean":
      return actForm(rows, code, act, nowMs);
    default:
      return null;
  }
}

function ListActions(): JSX.Element {
  const { equipment, form, frame } = d();
  const to = (act: string): string => formHref(SECTION, [], act);
  const links: readonly ActionLinkProps[] = [
    { href: to("new"), label: form.add(frame.one.equipment()), icon: "plus", tone: "primary" },
    { href: to("due"), label: equipment.board(), icon: "calendar" },
    { href: to("import"), label: equipment.importPieces(), icon: "cloud-upload" },
    { href: to("name-class"), label: form.term.equipment_class.short() },
    {
      href: to("import-calibrations"),
      label: equipment.importCalibrations(),
      icon: "cloud-upload",
    },
  ];
  return <Actions links={links} />;
}

function BoardActions(): JSX.Element {
  const { frame } = d();
  const label = frame.back(frame.menu.equipment());
  return <Actions links={[{ href: recordHref(SECTION), label, icon: "arrow-left" }]} />;
}

type PieceProps = EquipmentPagesProps & { readonly code: string };

function CardActions({ rows, code }: PieceProps): JSX.Element | null {
  const piece = rows.get("equipment", [code])?.row;
  if (piece === undefined || piece.status === "retired") {
    return null;
  }
  const { equipment, form } = d();
  const to = (act: string): string => formHref(SECTION, [code], act);
  const done: readonly (readonly [Act, string])[] = [
    ["calibrate", equipment.calibrate()],
    ["maintain", equipment.maintain()],
    ["clean", equipment.clean()],
  ];
  const decided = {
    qualify: piece.status === "out_of_service" ? equipment.returnNow() : equipment.qualify(),
    take_out_of_service: equipment.takeOut(),
    retire: equipment.retire(),
  };
  const links: readonly ActionLinkProps[] = [
    ...done.map(([act, label]) => ({ href: to(act), label })),
    ...actsOn(piece).map((act) => ({ href: to(act), label: decided[act] })),
    { href: to("revise"), label: form.revise(), icon: "pencil" },
  ];
  return <Actions links={links} />;
}

function Acts({ rows, server, code, nowMs, revision }: PieceProps): JSX.Element {
  const path = `/equipment/${encodeURIComponent(code)}`;
  return (
    <FromServer<ActPage>
      server={server}
      path={path}
      tick={nowMs + revision}
      next={({ records }) => `${path}?after=${encodeURIComponent(records.at(-1)?.id ?? "")}`}
      join={(before, after) => ({ ...after, records: [...before.records, ...after.records] })}
    >
      {(page) => <ActTable {...{ rows, page, code }} files={storedFiles(server)} />}
    </FromServer>
  );
}

function Uses({ rows, server, acts, code, nowMs, revision }: PieceProps): JSX.Element {
  return (
    <FromServer<UsesPage>
      server={server}
      path={usesPath(code)}
      tick={nowMs + revision}
      next={({ uses }) => usesPath(code, uses.at(-1))}
      join={joined}
    >
      {(page) => (
        <UsesPanel
          {...{ rows, page, acts }}
          unitHref={(item, serial) => traceHref({ kind: "unit", key: [item, serial] }, "back")}
          onCsv={() => void saveUses(server, code)}
        />
      )}
    </FromServer>
  );
}

async function saveUses(server: ServerDoor, code: string): Promise<void> {
  const answer = await server.readBytes(`/equipment/${encodeURIComponent(code)}/uses.csv`);
  if (answer.step === "ok") {
    downloadBlob(`uses-${code}.csv`, answer.value.blob);
  }
}
