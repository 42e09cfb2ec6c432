/**
 * How a printer stands, asked of the printer itself through the server.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Status } from "../ui/status.ts";
import { StatusChip } from "../ui/status-chip.tsx";

export interface Standing {
  readonly state: "ready" | "busy" | "trouble" | "silent" | "unreachable" | "not_allowed";
  readonly trouble: string;
  readonly waiting: number;
}

const STATUS: Readonly<Record<Standing["state"], Status>> = {
  ready: "ok",
  busy: "provisional",
  trouble: "warn",
  silent: "warn",
  unreachable: "stop",
  not_allowed: "stop",
};

export function askPrinter(server: ServerDoor, code: string): Promise<Answered<Standing>> {
  return server.read<Standing>(`/printers/${encodeURIComponent(code)}/status`);
}

export interface StandingProps {
  readonly answer: Answered<Standing> | undefined;
}

/** The answer as a chip, and what keeps the printer from printing in its own words. */
export function StandingView({ answer }: StandingProps): JSX.Element {
  const told = toldBy(answer);
  return (
    <span class="printer-standing">
      {told !== null && <StatusChip status={told.status} label={told.label} />}
      {told !== null && told.trouble !== "" && <span>{told.trouble}</span>}
    </span>
  );
}

export function standingText(answer: Answered<Standing> | undefined): string {
  const told = toldBy(answer);
  return told === null ? "" : `${told.label} ${told.trouble}`.trim();
}

function toldBy(answer: Answered<Standing> | undefined) {
  if (answer === undefined) {
    return null;
  }
  if (answer.step === "ok") {
    const { state, trouble } = answer.value;
    return { status: STATUS[state], label: d().print.standing[state](), trouble };
  }
  const label =
    answer.step === "offline"
      ? d().act.offline()
      : (explain([answer], language.value)[0]?.what ?? answer.code);
  return { status: "warn" as const, label, trouble: "" };
}

interface PrinterStandingProps {
  readonly code: string;
  readonly server: ServerDoor;
}

/** A button that asks one printer, and its answer beside it. */
export function PrinterStanding({ code, server }: PrinterStandingProps): JSX.Element {
  const [told, setTold] = useState<{ code: string; answer: Answered<Standing> } | null>(null);
  const ask = async (): Promise<void> => setTold({ code, answer: await askPrinter(server, code) });
  const answer = told?.code === code ? told.answer : undefined;
  return (
    <p class="job-buttons" role="status">
      <Button label={d().print.askOne(code)} icon="refresh-cw" onPress={() => ask()} />
      <StandingView answer={answer} />
    </p>
  );
}
