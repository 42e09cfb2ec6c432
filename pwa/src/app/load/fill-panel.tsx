/** An open load: what stands in it position by position, its indicators, and what can be done without a scan. */

import type { JSX } from "preact";
import type { LoadMemberRow, LoadRow } from "../../entries/load-rows.ts";
import { membersOf } from "../../production/load-advice.ts";
import { manualScan } from "../../scan/raw-scan.ts";
import { Button } from "../../ui/button.tsx";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List } from "../../ui/list.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useApp } from "../context.ts";
import { handOver } from "../handed-over.ts";
import { navigate } from "../router.ts";
import type { LoadWork } from "./work.ts";

interface FillPanelProps {
  readonly work: LoadWork;
  readonly load: LoadRow;
}

export function FillPanel(props: FillPanelProps): JSX.Element {
  const { work, load } = props;
  return (
    <>
      {work.state.value.mode === "indicators" ? <Indicators {...props} /> : <Members {...props} />}
      <Ways work={work} load={load} />
    </>
  );
}

function Members({ work, load }: FillPanelProps): JSX.Element {
  const { rows } = useApp();
  const words = l();
  const { taking } = work.state.value;
  const members = membersOf(rows, load.number).toSorted((a, b) =>
    b.position.localeCompare(a.position, undefined, { numeric: true }),
  );
  const mayTake = (member: LoadMemberRow): boolean => load.status === "building" || member.late;
  const boxes = ({ boxes: each = [] }: LoadMemberRow): string =>
    each.length === 0 ? "" : words.boxes(each.length);
  return (
    <>
      {members.length > 0 && (
        <List
          label={words.inIt()}
          rows={members.map((member) => ({
            id: `${member.position} ${member.lot}`,
            title: <Identifier value={member.lot} copyable={false} />,
            detail: [words.at(member.position), boxes(member), member.late ? words.late() : ""]
              .filter((part) => part !== "")
              .join(" · "),
            trailing: `${member.quantity} ${member.unit}`,
            ...(mayTake(member) ? { onPress: () => work.set({ taking: member, said: null }) } : {}),
          }))}
        />
      )}
      {taking !== null && <TakeSheet work={work} member={taking} />}
    </>
  );
}

function TakeSheet(props: {
  readonly work: LoadWork;
  readonly member: LoadMemberRow;
}): JSX.Element {
  const { work, member } = props;
  const { lot, quantity, unit, boxes = [] } = member;
  const words = l();
  return (
    <Sheet title={words.takeOut(lot)} open onClose={() => work.set({ taking: null })}>
      <List
        label={words.takeOut(lot)}
        rows={[
          {
            id: "",
            title: words.takeAll(`${quantity} ${unit}`),
            onPress: () => void work.takeOut(member, null),
          },
          ...boxes.map((box) => ({
            id: box.container,
            title: words.takeBox(box.container, `${box.quantity} ${unit}`),
            onPress: () => void work.takeOut(member, box.container),
          })),
        ]}
      />
    </Sheet>
  );
}

function Indicators({ work, load }: FillPanelProps): JSX.Element {
  const { rows } = useApp();
  const words = l();
  const { kind } = work.state.value;
  const placed = rows.find("load_indicator", "load", load.number).map(({ row }) => row);
  return (
    <>
      <div class="app-row">
        {(["biological", "chemical"] as const).map((each) => (
          <Button
            key={each}
            label={words.kind[each]()}
            tone={each === kind ? "primary" : "plain"}
            {...(each === kind ? { icon: "check" as const } : {})}
            onPress={() => work.set({ kind: each })}
          />
        ))}
      </div>
      <List
        label={words.indicators(placed.length)}
        rows={placed
          .toSorted((a, b) => b.indicator.localeCompare(a.indicator, undefined, { numeric: true }))
          .map((row) => ({
            id: row.indicator,
            title: <Identifier value={row.indicator} copyable={false} />,
            detail: words.kind[row.kind](),
            trailing: row.position === null ? words.placed() : words.at(row.position),
          }))}
      />
    </>
  );
}

/** The position after the last number of this one: P09 comes before P10. */
export function following(position: string | null): string {
  const digits = /\d+$/.exec(position ?? "")?.[0];
  if (position === null || digits === undefined) {
    return "P01";
  }
  const stem = position.slice(0, position.length - digits.length);
  return stem + String(Number(digits) + 1).padStart(digits.length, "0");
}

function Ways({ work, load }: FillPanelProps): JSX.Element {
  const { rows } = useApp();
  const words = l();
  const { mode, position } = work.state.value;
  const next = following(position);
  const count = rows.find("load_indicator", "load", load.number).length;
  const about = (): void => {
    const row = rows.get("equipment", [load.chamber])?.row ?? null;
    const scan = manualScan(load.chamber, performance.now());
    handOver({ scan, reading: { is: "equipment", code: load.chamber, row }, chosen: true });
    navigate("/equipment");
  };
  return (
    <div class="app-row">
      {load.status === "building" && (
        <Button
          label={words.nextPosition(next)}
          icon="map-pin"
          onPress={() => work.set({ position: next, box: null, said: null })}
        />
      )}
      <Button
        label={mode === "indicators" ? words.fill() : words.indicators(count)}
        icon={mode === "indicators" ? "arrow-left" : "thermometer"}
        onPress={() =>
          work.set({ mode: mode === "indicators" ? "fill" : "indicators", said: null })
        }
      />
      <Button label={words.otherLoad()} icon="layers" onPress={() => work.leave()} />
      <Button label={words.about()} icon="info" onPress={about} />
    </div>
  );
}
