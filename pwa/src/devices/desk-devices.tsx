/**
 * The board of devices: when each was last in touch, what it still holds, whether its scanner is fit.
 */

import type { ComponentChildren, JSX } from "preact";
import {
  type Chip,
  chipColumn,
  linkColumn,
  moment,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { age } from "../ui/format.ts";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import {
  type BoardLine,
  calibrationChip,
  contactChip,
  deviceChip,
  isSilent,
} from "./board-line.ts";

function statusChips(line: BoardLine): readonly Chip[] {
  return line.status === "active" ? [contactChip(line)] : [deviceChip(line)];
}

function ageText({ age_seconds }: BoardLine): string {
  return age_seconds === null ? "–" : age(age_seconds * 1000);
}

function columns(): readonly Column<BoardLine>[] {
  const { device, field } = d();
  const scanner = (row: BoardLine): readonly Chip[] => {
    const chip = calibrationChip(row);
    return chip === null ? [] : [chip];
  };
  return [
    linkColumn("code", field.code(), link),
    textColumn("name", field.name(), (row) => orDash(row.name), { wraps: true }),
    textColumn("kind", field.kind(), (row) => wordOf(device.kind, row.kind)),
    chipColumn("status", field.status(), statusChips),
    chipColumn("calibration", device.calibration(), scanner),
    textColumn("lastSync", device.lastSync(), (row) => moment(row.last_push_at)),
    textColumn("age", device.lastSyncAge(), ageText, {
      align: "end",
      order: (left, right) =>
        (left.age_seconds ?? Number.MAX_SAFE_INTEGER) -
        (right.age_seconds ?? Number.MAX_SAFE_INTEGER),
    }),
    textColumn("queue", device.queue(), (row) => device.queueOf(row.queue_length), {
      align: "end",
      order: (left, right) => left.queue_length - right.queue_length,
    }),
    textColumn("app", device.app(), (row) => orDash(row.app), { hidden: true }),
  ];
}

function link(row: BoardLine) {
  return { section: "devices", at: [row.id], label: row.code };
}

function filters(): readonly FilterChip<BoardLine>[] {
  const words = d().device;
  return [
    { id: "silent", label: words.silent(), matches: isSilent },
    { id: "unsent", label: words.unsent(), matches: (row) => row.queue_length > 0 },
    { id: "frozen", label: words.frozen(), matches: (row) => row.status === "forked" },
  ];
}

export interface DeviceListProps {
  readonly board: readonly BoardLine[];
  readonly frame: ListFrame;
  /** What an administrator does here. */
  readonly administration: ComponentChildren;
}

export function DeviceList({ board, frame, administration }: DeviceListProps): JSX.Element {
  return (
    <>
      <DeskList
        title={d().frame.menu.devices()}
        frame={frame}
        rows={board}
        columns={columns()}
        chips={filters()}
        rowId={(row) => row.id}
        href={(row) => recordHref("devices", [row.id])}
        csvName="devices"
      />
      {administration}
    </>
  );
}

export interface DeviceParts {
  readonly release: () => ComponentChildren;
  readonly revoke: () => ComponentChildren;
  /** What is kept beside its chain; null for those who may not read it. */
  readonly beside: (() => ComponentChildren) | null;
}

export function deviceCard(line: BoardLine, { release, revoke, beside }: DeviceParts): Card {
  const words = d().device;
  const frozen = line.status === "forked";
  return {
    identity: line.code,
    name: line.name,
    chips: statusChips(line),
    facts: facts(line),
    parts: [
      ...(frozen ? [{ id: "release", label: words.release(), content: release }] : []),
      ...(line.status === "revoked"
        ? []
        : [{ id: "revoke", label: words.revoke(), content: revoke }]),
      ...(beside === null ? [] : [{ id: "beside", label: words.beside(), content: beside }]),
    ],
  };
}

function facts(line: BoardLine): readonly Fact[] {
  const { device, field } = d();
  return [
    { label: field.kind(), value: wordOf(device.kind, line.kind) },
    { label: field.site(), value: line.site },
    { label: device.lastSync(), value: moment(line.last_push_at) },
    { label: device.lastSyncAge(), value: ageText(line) },
    { label: device.queue(), value: device.queueOf(line.queue_length) },
    { label: device.app(), value: orDash(line.app) },
    ...calibrationFacts(line),
    { label: field.device(), value: line.id },
  ];
}

function calibrationFacts({ calibration }: BoardLine): readonly Fact[] {
  const words = d().device;
  if (calibration === null) {
    return [{ label: words.calibration(), value: words.uncalibrated() }];
  }
  const { capabilities } = calibration;
  const yes = (value: boolean): string => (value ? d().field.yes() : d().field.no());
  return [
    { label: words.scanner.profile(), value: orDash(calibration.profile) },
    { label: words.scanner.at(), value: moment(calibration.at) },
    { label: words.scanner.aim(), value: yes(capabilities.aim_id) },
    { label: words.scanner.gs(), value: wordOf(words.gs, capabilities.gs) },
    { label: words.scanner.letters(), value: yes(capabilities.case_ok) },
    { label: words.scanner.gap(), value: `${capabilities.max_gap_ms} ms` },
  ];
}
