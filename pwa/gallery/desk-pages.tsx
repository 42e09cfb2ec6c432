/** Desk and tablet pages with sample data. */

import type { JSX } from "preact";
import { AsOf } from "../src/ui/as-of.tsx";
import { Button } from "../src/ui/button.tsx";
import { DataTable } from "../src/ui/data-table.tsx";
import { DeskFrame, type RailGroup } from "../src/ui/desk-frame.tsx";
import { Field } from "../src/ui/field.tsx";
import { Identifier } from "../src/ui/identifier.tsx";
import { List } from "../src/ui/list.tsx";
import { Quantity } from "../src/ui/quantity.tsx";
import { RecordHeader } from "../src/ui/record-header.tsx";
import type { Status } from "../src/ui/status.ts";
import { StatusChip } from "../src/ui/status-chip.tsx";
import type { Column } from "../src/ui/table-view.ts";
import { Tabs } from "../src/ui/tabs.tsx";
import { TwoPane } from "../src/ui/two-pane.tsx";
import { NOW, say } from "./words.ts";

interface Lot {
  readonly lot: string;
  readonly item: string;
  readonly quantity: string;
  readonly expiry: string;
  readonly status: Status;
  readonly location: string;
}

const nothing = (): void => undefined;
const STATUS: readonly Status[] = [
  "quarantine",
  "ok",
  "hold",
  "quarantine",
  "recall",
  "provisional",
];

function lots(): readonly Lot[] {
  return Array.from({ length: 36 }, (_, index) => ({
    lot: `L2611${String(2_200 + index * 37)}`,
    item:
      index % 3 === 0
        ? say('0.018" 亲水导丝 150 cm', '0.018" hydrophilic guide wire 150 cm')
        : say("6F 导引鞘", "6F introducer sheath"),
    quantity: String((index + 3) * 20),
    expiry: `2029-${String(1 + (index % 12)).padStart(2, "0")}-28`,
    status: STATUS[index % STATUS.length] ?? "ok",
    location: `A-0${1 + (index % 8)}-${1 + (index % 4)}`,
  }));
}

function columns(): readonly Column<Lot>[] {
  return [
    {
      id: "lot",
      header: say("批号", "Lot"),
      text: (row) => row.lot,
      cell: (row) => <Identifier value={row.lot} copyable={false} />,
    },
    { id: "item", header: say("物料", "Item"), wraps: true, text: (row) => row.item },
    {
      id: "quantity",
      header: say("数量", "Quantity"),
      text: (row) => row.quantity,
      align: "end",
      cell: (row) => <Quantity value={row.quantity} unit={say("支", "pcs")} />,
    },
    { id: "expiry", header: say("有效期", "Expiry"), text: (row) => row.expiry },
    {
      id: "status",
      header: say("状态", "Status"),
      text: (row) => row.status,
      cell: (row) => <StatusChip status={row.status} />,
    },
    { id: "location", header: say("库位", "Location"), text: (row) => row.location },
  ];
}

function rail(): readonly RailGroup[] {
  return [
    {
      label: say("待处理", "Attention"),
      items: [
        {
          id: "exceptions",
          label: say("异常收件箱", "Exceptions inbox"),
          icon: "inbox",
          href: "#exceptions",
          count: 4,
        },
      ],
    },
    {
      label: say("库存与收货", "Stock and receipts"),
      items: [
        { id: "lots", label: say("批与库存", "Lots and stock"), icon: "layers", href: "#lots" },
        {
          id: "orders",
          label: say("采购订单", "Purchase orders"),
          icon: "clipboard-list",
          href: "#orders",
        },
      ],
    },
    {
      label: say("基础数据", "Foundations"),
      items: [
        { id: "items", label: say("物料", "Items"), icon: "package", href: "#items" },
        {
          id: "suppliers",
          label: say("供应商", "Suppliers"),
          icon: "building-2",
          href: "#suppliers",
        },
        { id: "locations", label: say("库位", "Locations"), icon: "map-pin", href: "#locations" },
        { id: "people", label: say("人员", "People"), icon: "users", href: "#people" },
        { id: "devices", label: say("设备", "Devices"), icon: "smartphone", href: "#devices" },
      ],
    },
  ];
}

export function DeskPage(): JSX.Element {
  return (
    <DeskFrame
      product="Unitrail · 械迹"
      railLabel={say("主导航", "Main")}
      groups={rail()}
      current="lots"
      search={
        <Field
          label={say("查找或扫码", "Find or scan")}
          value=""
          onInput={nothing}
          type="search"
          labelInside
        />
      }
      corner={<Button label="EN" icon="globe" tone="quiet" />}
    >
      <RecordHeader
        kind={say("批", "Lot")}
        identity="L26112237"
        name={say('0.018" 亲水导丝 150 cm', '0.018" hydrophilic guide wire 150 cm')}
        chips={[{ status: "quarantine" }, { status: "provisional" }]}
        asOf={<AsOf at={NOW} now={NOW} source="server" />}
        facts={[
          {
            label: say("数量", "Quantity"),
            value: <Quantity value="120" unit={say("支", "pcs")} />,
          },
          { label: say("有效期", "Expiry"), value: "2029-02-28" },
          {
            label: say("供应商", "Supplier"),
            value: say("苏州精密导管", "Suzhou Precision Catheter"),
          },
          { label: "GTIN", value: <Identifier value="09506000134352" /> },
        ]}
        actions={
          <>
            <Button label={say("打印标签", "Print label")} icon="printer" tone="primary" />
            <Button label={say("追溯", "Trace")} icon="history" />
          </>
        }
      />
      <Tabs
        label={say("批", "Lot")}
        active="lots"
        onChange={nothing}
        tabs={[
          { id: "lots", label: say("概览", "Overview") },
          { id: "history", label: say("历史", "History"), count: 14 },
          { id: "trace", label: say("追溯", "Trace") },
        ]}
      >
        <DataTable
          label={say("批", "Lots")}
          rows={lots()}
          columns={columns()}
          rowId={(row) => row.lot}
          chips={[
            {
              id: "q",
              label: say("待检", "Quarantine"),
              matches: (row) => row.status === "quarantine",
            },
            { id: "h", label: say("扣留", "On hold"), matches: (row) => row.status === "hold" },
          ]}
          onOpen={nothing}
          csvName="lots"
          asOf={<AsOf at={NOW} now={NOW} />}
        />
      </Tabs>
    </DeskFrame>
  );
}

export function TabletPage(): JSX.Element {
  return (
    <TwoPane
      listLabel={say("异常", "Exceptions")}
      list={
        <List
          label={say("异常", "Exceptions")}
          rows={lots()
            .slice(0, 9)
            .map((lot) => ({
              id: lot.lot,
              title: lot.item,
              detail: <Identifier value={lot.lot} copyable={false} />,
              status: lot.status,
              onPress: nothing,
            }))}
        />
      }
      record={
        <RecordHeader
          kind={say("异常", "Exception")}
          identity="EX-0042"
          name={say("超收 20 支", "20 pcs over the order")}
          chips={[{ status: "warn" }]}
          facts={[
            {
              label: say("记录人", "Recorded by"),
              value: say("李伟 · TC52-07", "Li Wei · TC52-07"),
            },
            { label: say("时间", "Time"), value: "2026-11-22 10:31" },
          ]}
        />
      }
      decision={
        <div class="gallery-line">
          <Button
            label={say("接受并说明", "Accept with reason")}
            tone="primary"
            size="action"
            icon="check"
          />
        </div>
      }
    />
  );
}
