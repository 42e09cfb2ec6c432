/**
 * Handheld pages of the gallery on which something is entered or chosen.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  CalibrationAction,
  CalibrationList,
  type CalibrationScreenProps,
  CalibrationVerdict,
} from "../src/devices/calibration-screen.tsx";
import { evaluateCode } from "../src/scan/calibration.ts";
import { SHEET } from "../src/scan/calibration-sheet.ts";
import { manualScan } from "../src/scan/raw-scan.ts";
import { Chooser } from "../src/ui/chooser.tsx";
import { DateKeypad } from "../src/ui/date-keypad.tsx";
import { Frame } from "../src/ui/frame.tsx";
import { Identifier } from "../src/ui/identifier.tsx";
import { Keypad } from "../src/ui/keypad.tsx";
import { PinPad } from "../src/ui/pin-pad.tsx";
import { Skeleton } from "../src/ui/skeleton.tsx";
import { Verdict } from "../src/ui/verdict.tsx";
import { nothing, queue, who } from "./handheld-surroundings.tsx";
import { say } from "./words.ts";

export function Expiry(): JSX.Element {
  const [value, setValue] = useState("2029-02");
  return (
    <Frame
      title={say("收货", "Receiving")}
      layout="entry"
      who={who()}
      queue={queue}
      verdict={
        <Verdict
          status="provisional"
          word={say("缺有效期", "Expiry missing")}
          why={say(
            "标签上没有有效期。输入一次，本批后续箱不再问。",
            "The label has none. Enter it once for this lot.",
          )}
        />
      }
    >
      <DateKeypad
        label={say("有效期", "Expiry")}
        value={value}
        onChange={setValue}
        onDone={nothing}
      />
    </Frame>
  );
}

export function Amount(): JSX.Element {
  const [value, setValue] = useState("12.5");
  return (
    <Frame
      title={say("收货", "Receiving")}
      layout="entry"
      who={who()}
      queue={queue}
      verdict={<Verdict status="hold" value={<Identifier value="0695012345678904" size="key" />} />}
    >
      <Keypad
        label={say("数量", "Quantity")}
        unit={say("米", "m")}
        decimals={2}
        value={value}
        onChange={setValue}
        onDone={nothing}
      />
    </Frame>
  );
}

export function Pin(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      layout="entry"
      who={null}
      queue={queue}
      verdict={
        <Verdict status="none">
          <h1>{say("夜班 · TC52-07", "Night shift · TC52-07")}</h1>
        </Verdict>
      }
    >
      <PinPad
        label={say("李伟，输入 PIN 开始班次", "Li Wei, enter your PIN to begin the shift")}
        submitLabel={say("开始班次", "Begin shift")}
        triesLeft={3}
        error={say("PIN 不对。", "Wrong PIN.")}
        onSubmit={nothing}
      />
    </Frame>
  );
}

export function Choose(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={queue}
      verdict={
        <Verdict
          status="warn"
          word={say("两种含义", "Two meanings")}
          value={<Identifier value="A032" size="key" />}
        />
      }
    >
      <Chooser
        question={say("A032 是什么？", "What is A032?")}
        choices={[
          {
            label: say("库位 A032", "Location A032"),
            detail: say("原料库 · 常温", "Raw material store · ambient"),
            icon: "map-pin",
            onPress: nothing,
          },
          {
            label: say("批 A032", "Lot A032"),
            detail: say("止血阀 · 待检", "Haemostasis valve · quarantine"),
            icon: "layers",
            onPress: nothing,
          },
        ]}
      />
    </Frame>
  );
}

export function Calibrate(): JSX.Element {
  const read = SHEET.slice(0, 3).map((code, index) =>
    evaluateCode(code, {
      ...manualScan(index === 1 ? code.text.replace("\u001d", "") : code.text, 0),
      aim: code.aim,
      terminator: "enter",
      gsSeen: index === 0 ? ["text"] : [],
      maxGapMs: 6,
    }),
  );
  const props: CalibrationScreenProps = {
    results: read,
    foreign: false,
    capability: null,
    onKeep: nothing,
    onRestart: nothing,
  };
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={queue}
      verdict={<CalibrationVerdict {...props} />}
      action={<CalibrationAction {...props} />}
    >
      <CalibrationList results={read} />
    </Frame>
  );
}

export function Loading(): JSX.Element {
  return (
    <Frame
      title={say("收货", "Receiving")}
      who={who()}
      queue={queue}
      verdict={
        <Verdict
          status="recall"
          value={<Identifier value="0109506000134352" size="key" />}
          why={say("召回 RC-2026-03 涉及本批。", "Recall RC-2026-03 covers this lot.")}
        />
      }
    >
      <Skeleton kind="list" />
    </Frame>
  );
}
