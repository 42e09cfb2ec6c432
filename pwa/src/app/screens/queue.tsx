/**
 * The queue: what is on this device only, what the server said, and no way to delete anything.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Envelope } from "../../entries/envelope.ts";
import { listQueue, type QueueItem, type QueueState, queueSize } from "../../sync/queue-list.ts";
import { sealQueue } from "../../sync/sealed-queue.ts";
import { Button } from "../../ui/button.tsx";
import { age, timeRelativeTo } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { queueWords } from "../../ui/i18n/queue/catalogue.ts";
import { recordName } from "../../ui/i18n/record/catalogue.ts";
import { List, type ListRowProps } from "../../ui/list.tsx";
import type { Status } from "../../ui/status.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { downloadText } from "../download.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";

/** The mark tells apart what has one shape. */
const STATES: Readonly<Record<QueueState, { readonly mark: string; readonly status: Status }>> = {
  on_device: { mark: "● ", status: "provisional" },
  sent: { mark: "◐ ", status: "provisional" },
  confirmed: { mark: "", status: "ok" },
  attention: { mark: "", status: "stop" },
};

function useQueue(app: App): readonly QueueItem[] {
  const [items, setItems] = useState<readonly QueueItem[]>([]);
  const revision = app.revision.value;
  const { phase } = app.sync.value;
  useEffect(() => {
    let stale = false;
    void listQueue(app.device.database, app.device.enrolment.device).then((found) => {
      if (!stale) {
        setItems(found);
      }
    });
    return () => {
      stale = true;
    };
  }, [app, revision, phase]);
  return items;
}

export function QueueScreen(): JSX.Element {
  const app = useApp();
  const items = useQueue(app);
  const words = queueWords();
  const send = (): void => void app.device.client.engine.kick("manual");
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<QueueVerdict items={items} />}
      context={words.tries(app.failures.value)}
      action={
        <Button
          label={app.sync.value.phase === "syncing" ? words.sending() : words.sendNow()}
          icon="send"
          tone="primary"
          size="primary"
          wide
          onPress={send}
        />
      }
    >
      <List
        label={words.title()}
        rows={items.map((item) => rowOf(item, app))}
        empty={<p class="app-note">{words.nothing()}</p>}
      />
      <div class="app-row">
        <Button label={words.seal()} icon="download" onPress={() => exportSealed(app)} />
      </div>
      <p class="app-note">{words.sealWhy()}</p>
      {app.installation.persisted.value === false && (
        <p class="app-note">{t().app.banner.notPersistent()}</p>
      )}
    </HandheldFrame>
  );
}

async function exportSealed(app: App): Promise<void> {
  const { enrolment, keys, client, ports } = app.device;
  const parts = { enrolment, keys, queue: client.queue, subtle: crypto.subtle, rng: ports.rng };
  const files = await sealQueue(parts);
  files.forEach((file, index) => {
    const name = `unitrail-${enrolment.deviceCode}-${index + 1}.sealed.json`;
    downloadText(name, JSON.stringify(file));
  });
}

function QueueVerdict({ items }: { readonly items: readonly QueueItem[] }): JSX.Element {
  const { sync, now } = useApp();
  const words = queueWords();
  const { onDevice, oldestMs } = queueSize(items);
  const attention = items.filter(({ state }) => state === "attention").length;
  const trouble = sync.value.trouble;
  if (trouble?.attention === true) {
    const said = codeText(trouble.code, {});
    return <Verdict status="stop" word={words.stuck()} why={`${said.what} ${said.now}`} />;
  }
  if (onDevice > 0) {
    const oldest = age(now.value - (oldestMs ?? now.value));
    return (
      <Verdict
        status="provisional"
        word={words.onDevice(onDevice)}
        why={sync.value.offline ? words.oldestOffline(oldest) : words.oldest(oldest)}
      />
    );
  }
  if (attention > 0) {
    return <Verdict status="warn" word={words.attention(attention)} why={words.attentionWhy()} />;
  }
  return <Verdict status="ok" word={t().ui.queueEmpty()} why={words.allSentWhy()} />;
}

function rowOf(item: QueueItem, app: App): ListRowProps {
  const { entry, state, outcome } = item;
  const { mark, status } = STATES[state];
  const envelope = JSON.parse(entry.raw) as Envelope;
  const person = app.rows.find("person", "badge", envelope.auth.badge)[0]?.row;
  const who = person === undefined ? envelope.auth.badge : nameOf(person);
  const when = timeRelativeTo(new Date(entry.recordedMs), new Date(app.now.value));
  const codes = outcome?.codes ?? [];
  return {
    id: String(entry.seq),
    title: `${recordName(entry.type)} ${entry.number}`.trim(),
    detail: (
      <>
        {[when, who].filter((part) => part !== "").join(" · ")}
        {codes.map(({ code, detail }) => (
          <span key={code} class="app-why">
            {codeText(code, detail).what}
          </span>
        ))}
      </>
    ),
    status: state === "confirmed" && codes.length > 0 ? "warn" : status,
    statusLabel: `${mark}${queueWords().state[state]()}`,
    done: state === "confirmed",
  };
}
