/**
 * Look up: whatever is scanned shows its card, as this device knows it, with its age; the server's history on request.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Reading } from "../../scan/resolve.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { lookupWords } from "../../ui/i18n/lookup/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { type App, useApp } from "../context.ts";
import { handOver, takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { may } from "../permissions.ts";
import { navigate } from "../router.ts";
import type { ReadScan } from "../scan-desk.ts";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { Card } from "./card.tsx";
import { HoldSheet } from "./hold-sheet.tsx";
import { lotStatus, unitStatus } from "./lot-status.ts";
import { type Subject, subjectOf } from "./subject.ts";

export function LookupScreen(): JSX.Element {
  const app = useApp();
  const [read, setRead] = useState<ReadScan | null>(null);
  const [holding, setHolding] = useState(false);
  const [heldLot, setHeldLot] = useState<string | null>(null);
  const take = async (next: ReadScan): Promise<void> => {
    if (next.reading.is === "equipment") {
      handOver(next);
      navigate("/equipment");
      return;
    }
    setHeldLot(null);
    setRead(next);
    const known = subjectOf(next.reading, app.rows) !== null;
    app.feedback.signal(known ? "ok" : "warn", next.scan);
  };
  useScans({ take });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      setRead(first);
      app.feedback.signal("ok", first.scan);
    }
  }, [app]);
  const drawn = app.revision.value >= 0;
  const subject = read === null || !drawn ? null : subjectOf(read.reading, app.rows);
  const lot = subject?.is === "lot" ? subject.lot.number : null;
  const words = lookupWords();
  const mayHold = lot !== null && may(app.session.shift.value, "hold");
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<LookupVerdict app={app} read={read} subject={subject} heldLot={heldLot} />}
      {...(mayHold ? { action: <HoldButton onPress={() => setHolding(true)} /> } : {})}
    >
      {read !== null && <Card subject={subject} reading={read.reading} key={read.scan.at} />}
      <div class="app-row">
        {read !== null && <Ways read={read} subject={subject} />}
        <TypedCode />
      </div>
      {lot !== null && (
        <HoldSheet
          lot={lot}
          open={holding}
          onClose={() => setHolding(false)}
          onHeld={() => setHeldLot(lot)}
        />
      )}
    </HandheldFrame>
  );
}

interface WaysProps {
  readonly read: ReadScan;
  readonly subject: Subject | null;
}

/** Where else what was scanned may go. */
function Ways({ read, subject }: WaysProps): JSX.Element {
  const shift = useApp().session.shift.value;
  const words = lookupWords();
  const to = (path: string) => () => {
    handOver(read);
    navigate(path);
  };
  const isLot = subject?.is === "lot";
  return (
    <>
      {isLot && may(shift, "move") && (
        <Button label={words.move()} icon="move-right" onPress={to("/move")} />
      )}
      {(isLot || subject?.is === "unit") && may(shift, "change") && (
        <Button label={words.change()} icon="layers" onPress={to("/change")} />
      )}
    </>
  );
}

function HoldButton({ onPress }: { readonly onPress: () => void }): JSX.Element {
  return (
    <Button
      label={lookupWords().hold()}
      icon="shield-alert"
      size="primary"
      wide
      onPress={onPress}
    />
  );
}

interface LookupVerdictProps {
  readonly app: App;
  readonly read: ReadScan | null;
  readonly subject: Subject | null;
  readonly heldLot: string | null;
}

function LookupVerdict({ app, read, subject, heldLot }: LookupVerdictProps): JSX.Element {
  const words = lookupWords();
  if (read === null) {
    return (
      <Verdict status="none">
        <EmptyState drawing="any" title={words.scanFirst()} text={words.scanFirstHow()} />
      </Verdict>
    );
  }
  if (heldLot !== null) {
    const value = <Identifier value={heldLot} size="key" />;
    return <Verdict status="hold" word={words.held()} value={value} why={words.heldWhy()} />;
  }
  if (subject === null) {
    return (
      <Verdict
        status="warn"
        word={words.nothing()}
        value={<Identifier value={codeOf(read.reading, read.scan.text)} size="key" />}
        why={words.nothingWhy()}
      />
    );
  }
  if (subject.is === "lot" || subject.is === "unit") {
    const status =
      subject.is === "lot" ? lotStatus(app.rows, subject.lot) : unitStatus(subject.unit);
    const { item } = subject;
    return (
      <Verdict
        status={status.status}
        word={status.label}
        value={<Identifier value={subject.name} size="key" />}
        {...(item === null ? {} : { why: nameOf(item) })}
      />
    );
  }
  return (
    <Verdict status="none">
      <p>{words.kind[subject.is]()}</p>
      <p class="app-title">
        <Identifier value={subject.name} size="key" />
      </p>
      {subject.is === "item" && <p>{nameOf(subject.item)}</p>}
      {subject.is === "location" && <p>{nameOf(subject.location)}</p>}
    </Verdict>
  );
}

function codeOf(reading: Reading, text: string): string {
  const code = reading.is === "product" ? reading.identity.deviceIdentifier : null;
  return (code ?? text).slice(0, 40);
}
