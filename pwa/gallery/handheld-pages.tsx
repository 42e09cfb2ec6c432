/** Handheld screens as they will be, with sample data. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { AsOf } from "../src/ui/as-of.tsx";
import { Banner } from "../src/ui/banner.tsx";
import { Button } from "../src/ui/button.tsx";
import { EmptyState } from "../src/ui/empty-state.tsx";
import { Frame } from "../src/ui/frame.tsx";
import { HardStop } from "../src/ui/hard-stop.tsx";
import { t } from "../src/ui/i18n/catalogue.ts";
import { Identifier } from "../src/ui/identifier.tsx";
import { List } from "../src/ui/list.tsx";
import { Quantity } from "../src/ui/quantity.tsx";
import { Sheet } from "../src/ui/sheet.tsx";
import { TileGrid } from "../src/ui/tile.tsx";
import { Verdict } from "../src/ui/verdict.tsx";
import { Amount, Calibrate, Choose, Expiry, Loading, Pin } from "./handheld-entry-pages.tsx";
import { idle, nothing, queue, who } from "./handheld-surroundings.tsx";
import { NOW, say } from "./words.ts";

function Home(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={queue}
      verdict={idle()}
      banner={
        <Banner
          icon="wifi-off"
          status="provisional"
          text={say(
            "已离线 3 分钟，记录存在本机",
            "Offline for 3 min, records stay on this device",
          )}
        />
      }
    >
      <TileGrid
        tiles={[
          { label: say("收货", "Receive"), icon: "package-plus", onPress: nothing },
          { label: say("移库", "Move"), icon: "move-right", onPress: nothing },
          { label: say("查询", "Look up"), icon: "search", onPress: nothing },
          { label: say("队列", "Queue"), icon: "cloud-upload", onPress: nothing, count: 7 },
          { label: say("待办", "Inbox"), icon: "inbox", onPress: nothing, count: 12 },
          { label: say("校准", "Calibrate"), icon: "scan-line", onPress: nothing },
        ]}
      />
    </Frame>
  );
}

const line = (id: string, name: [string, string], got: string, all: string, done = false) => ({
  id,
  title: say(...name),
  detail: <Identifier value={id} copyable={false} />,
  trailing: <Quantity value={got} expected={all} unit={say("支", "pcs")} />,
  onPress: nothing,
  done,
  ...(done ? { status: "quarantine" as const } : {}),
});

function Receive(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={queue}
      verdict={
        <Verdict
          status="ok"
          word={say("已收 20 支", "Received 20 pcs")}
          value={<Identifier value="LOT20261122A7" size="key" />}
          why={say(
            '0.018" 导丝 · 效期 2029-02-28 · 待检区',
            '0.018" guide wire · expires 2029-02-28 · to quarantine',
          )}
          undo={{ seconds: 10, onPress: nothing }}
        />
      }
      context={say(
        "订单 PO-2026-0042 · 苏州精密导管",
        "Order PO-2026-0042 · Suzhou Precision Catheter",
      )}
      expects={{ text: say("扫下一箱标签", "Scan the next carton label"), icon: "scan-barcode" }}
      action={
        <Button
          label={say("完成收货", "Finish receiving")}
          icon="check"
          tone="primary"
          size="primary"
          wide
        />
      }
    >
      <List
        label={say("订单行", "Order lines")}
        rows={[
          line(
            "09506000134352",
            ['0.018" 亲水导丝 150 cm', '0.018" hydrophilic guide wire 150 cm'],
            "20",
            "200",
          ),
          line("09506000134369", ["6F 导引鞘", "6F introducer sheath"], "0", "50"),
          line("09506000134376", ["止血阀", "Haemostasis valve"], "100", "100", true),
        ]}
      />
    </Frame>
  );
}

function Warn(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={{ count: 0, oldestMs: 0 }}
      verdict={
        <Verdict
          status="warn"
          word={say("供应商已暂停", "Supplier suspended")}
          value={<Identifier value="SN00042" size="key" />}
          why={say(
            "已收入待检并标记，由质量部处理。",
            "Received into quarantine and flagged. Quality decides.",
          )}
          undo={{ seconds: 7, onPress: nothing }}
        />
      }
      expects={{ text: say("请扫描库位", "Scan location"), icon: "map-pin" }}
    >
      <List
        label=""
        rows={[]}
        empty={
          <EmptyState
            drawing="location"
            title={say("扫描库位标签", "Scan a location label")}
            text={say("货位牌上的条码，例如 A-03-2", "The code on the shelf, for example A-03-2")}
          />
        }
      />
    </Frame>
  );
}

function Stop(): JSX.Element {
  const [open, setOpen] = useState(true);
  return (
    <>
      <Warn />
      {open && (
        <HardStop
          status="stop"
          code="LotExpired"
          word={say("已过期", "Expired")}
          what={say("批 LOT-7a 的有效期是 2026-10-31。", "Lot LOT-7a expired on 2026-10-31.")}
          why={say("过期物料不能移到生产区。", "Expired material cannot be moved to production.")}
          now={say(
            "把实物移到待检区，扫描待检库位。",
            "Carry it to quarantine and scan the quarantine location.",
          )}
          compare={{ expected: "A-03-2", found: <Identifier value="LOT-7a" copyable={false} /> }}
          refusedScans={2}
          alarm={() => nothing}
          onAcknowledge={() => setOpen(false)}
        />
      )}
    </>
  );
}

function SheetPage(): JSX.Element {
  return (
    <>
      <Receive />
      <Sheet
        title={say("撤销收货", "Undo receipt")}
        open
        onClose={nothing}
        actions={
          <>
            <Button label={t().ui.cancel()} />
            <Button label={say("撤销收货", "Undo receipt")} tone="stop" icon="undo-2" />
          </>
        }
      >
        <p>
          {say(
            "原记录保留，另写一条冲销记录。",
            "The original stays; a compensating record is written.",
          )}
        </p>
        <AsOf at={NOW} now={NOW} source="this-device" />
      </Sheet>
    </>
  );
}

export const HANDHELD = {
  home: Home,
  receive: Receive,
  warn: Warn,
  stop: Stop,
  expiry: Expiry,
  amount: Amount,
  pin: Pin,
  choose: Choose,
  sheet: SheetPage,
  calibrate: Calibrate,
  loading: Loading,
};
