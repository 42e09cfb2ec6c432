/**
 * Equipment on the handheld: a scanned tag shows whether the piece may be used now, and what is done to it is recorded
 * there; all from what this device knows, so also without a network.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { unready } from "../../entries/equipment-ready.ts";
import type { EquipmentRow } from "../../entries/equipment-rows.ts";
import { termNames } from "../../entries/terms.ts";
import { dueSoon, reasonChip } from "../../equipment/chips.ts";
import { isChamber } from "../../production/chambers.ts";
import { manualScan } from "../../scan/raw-scan.ts";
import { AsOf } from "../../ui/as-of.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { e } from "../../ui/i18n/equipment/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Facts } from "../../ui/record-header.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { handOver, takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { may } from "../permissions.ts";
import { navigate } from "../router.ts";
import type { ReadScan } from "../scan-desk.ts";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { CareButtons, type Done } from "./care.tsx";
import { DutyList } from "./duty-list.tsx";

export function EquipmentScreen(): JSX.Element {
  const app = useApp();
  const [code, setCode] = useState<string | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const take = async (read: ReadScan): Promise<void> => {
    if (read.reading.is !== "equipment") {
      handOver(read);
      navigate("/lookup");
      return;
    }
    setDone(null);
    setCode(read.reading.code);
    const may = read.reading.row !== null && unready(read.reading.row, app.now.value).length === 0;
    app.feedback.signal(may ? "ok" : "warn", read.scan);
  };
  useScans({ take, prefers: ({ is }) => is === "equipment" });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void take(first);
    }
  }, [app]);
  const toLoad = (chamber: string): void => {
    const row = app.rows.get("equipment", [chamber])?.row ?? null;
    const scan = manualScan(chamber, performance.now());
    handOver({ scan, reading: { is: "equipment", code: chamber, row }, chosen: true });
    navigate("/load");
  };
  const drawn = app.revision.value >= 0;
  const piece = drawn && code !== null ? app.rows.get("equipment", [code])?.row : undefined;
  return (
    <HandheldFrame
      title={e().title()}
      verdict={<PieceVerdict code={code} piece={piece} done={done} nowMs={app.now.value} />}
    >
      {piece !== undefined && piece.status !== "retired" && (
        <CareButtons piece={piece} onDone={setDone} />
      )}
      {piece !== undefined && <PieceCard piece={piece} />}
      <div class="app-row">
        {code !== null && may(app.session.shift.value, "step") && isChamber(app.rows, code) && (
          <Button label={t().app.tile.load()} icon="thermometer" onPress={() => toLoad(code)} />
        )}
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}

interface PieceVerdictProps {
  readonly code: string | null;
  readonly piece: EquipmentRow | undefined;
  readonly done: Done | null;
  readonly nowMs: number;
}

function PieceVerdict({ code, piece, done, nowMs }: PieceVerdictProps): JSX.Element {
  const words = e();
  if (code === null) {
    return (
      <Verdict status="none">
        <EmptyState drawing="any" title={words.scanFirst()} text={words.scanFirstHow()} />
      </Verdict>
    );
  }
  const value = <Identifier value={code} size="key" />;
  if (piece === undefined) {
    return <Verdict status="warn" word={words.unknown()} value={value} why={words.unknownWhy()} />;
  }
  if (done !== null) {
    const word = words.recorded[done]();
    const status = done === "dirty" ? "warn" : "ok";
    return <Verdict status={status} word={word} value={value} why={words.recordedWhy()} />;
  }
  const reasons = unready(piece, nowMs);
  if (reasons.length === 0) {
    const why = [nameOf(piece), ...dueSoon(piece, nowMs)].join(" · ");
    return <Verdict status="ok" word={words.may()} value={value} why={why} />;
  }
  const why = reasons.map((reason) => reasonChip(piece, reason).label).join(" · ");
  return <Verdict status="stop" word={words.mayNot()} value={value} why={why} />;
}

function PieceCard({ piece }: { readonly piece: EquipmentRow }): JSX.Element {
  const { contactAt, now, rows } = useApp();
  const words = e();
  return (
    <>
      <div class="app-chips">
        <AsOf at={new Date(contactAt.value)} now={new Date(now.value)} source="this-device" />
      </div>
      <div class="app-facts">
        <Facts
          facts={[
            { label: words.kind[piece.kind](), value: nameOf(piece) },
            {
              label: words.class(),
              value: nameOf(termNames(rows, "equipment_class", piece.equipment_class)),
            },
          ]}
        />
      </div>
      {piece.critical && <p class="app-note">{words.criticalWhy()}</p>}
      <DutyList piece={piece} nowMs={now.value} />
    </>
  );
}
