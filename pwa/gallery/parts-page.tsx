/** The parts one by one: statuses, buttons, fields, tabs. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../src/ui/button.tsx";
import { Field, SelectField } from "../src/ui/field.tsx";
import { Identifier } from "../src/ui/identifier.tsx";
import { STATUSES } from "../src/ui/status.ts";
import { StatusChip } from "../src/ui/status-chip.tsx";
import { Tabs } from "../src/ui/tabs.tsx";
import { Verdict } from "../src/ui/verdict.tsx";
import { say } from "./words.ts";

export function PartsPage(): JSX.Element {
  const [text, setText] = useState("");
  const [tab, setTab] = useState("overview");
  return (
    <div class="gallery-parts">
      <p class="gallery-line">
        {STATUSES.map((status) => (
          <StatusChip key={status} status={status} />
        ))}
      </p>
      {STATUSES.map((status) => (
        <div key={status} class="gallery-verdict">
          <Verdict
            status={status}
            value={<Identifier value="0109506000134352" size="key" />}
            why={say("一行说明原因。", "One line of reason.")}
            undo={{ seconds: 8, onPress: () => undefined }}
          />
        </div>
      ))}
      <p class="gallery-line">
        <Button label={say("接收", "Receive")} tone="primary" icon="check" />
        <Button label={say("打印", "Print")} icon="printer" />
        <Button label={say("详情", "Details")} tone="quiet" />
        <Button label={say("扣留", "Hold")} tone="stop" icon="shield-alert" />
        <Button label={say("接收", "Receive")} disabled />
        <Button label={say("仅未结", "Open only")} pressed />
      </p>
      <Field
        label={say("名称", "Name")}
        value={text}
        onInput={setText}
        hint={say("按图纸标题填写", "As on the drawing")}
        required
      />
      <Field
        label={say("数量", "Quantity")}
        value="12a"
        onInput={setText}
        unit={say("支", "pcs")}
        error={say("“12a” 不是数字。只输入数字。", "“12a” is not a number. Enter digits only.")}
      />
      <Field label={say("说明", "Remark")} value={text} onInput={setText} lines={3} />
      <SelectField
        label={say("库位类型", "Location type")}
        value=""
        options={[{ value: "q", label: say("待检", "Quarantine") }]}
        onChange={() => undefined}
      />
      <Tabs
        label={say("记录", "Record")}
        active={tab}
        onChange={setTab}
        tabs={[
          { id: "overview", label: say("概览", "Overview") },
          { id: "history", label: say("历史", "History"), count: 14 },
          { id: "trace", label: say("追溯", "Trace") },
        ]}
      >
        <Identifier value="0695012345678904" />
      </Tabs>
    </div>
  );
}
