/**
 * The decision on a load: what acceptance asks for line by line, then accept or reject, confirmed with the load's number.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { Field } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { lotWords } from "../ui/i18n/lot/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { StatusShape } from "../ui/status-shape.tsx";
import { type Asked, askedOf, type LoadCardView, type LoadHoldLine } from "./load-view.ts";
import "./loads.css";

export interface LoadDecideProps {
  readonly view: LoadCardView;
  readonly acts: DeskActs;
  readonly nowMs: number;
}

type Verdict = "accepted" | "rejected";

export function LoadDecide({ view, acts, nowMs }: LoadDecideProps): JSX.Element {
  const { loads } = d();
  const { status, people } = view.load;
  const asked = askedOf(view, acts.actor.badge, nowMs);
  const decided = status === "accepted" || status === "rejected";
  const closed = closedBecause(acts, people);
  return (
    <div class="order-acts">
      {decided ? <p>{loads.decided()}</p> : <Standing asked={asked} />}
      {!decided && (
        <>
          <Verdicts
            verdict="accepted"
            closed={closed ?? (asked.every(({ good }) => good) ? null : loads.notYet())}
            {...{ view, acts }}
          />
          <Verdicts verdict="rejected" closed={closed} {...{ view, acts }} />
        </>
      )}
      <Made view={view} acts={acts} />
    </div>
  );
}

function closedBecause(acts: DeskActs, people: readonly string[]): string | null {
  const { loads } = d();
  if (!mayAct(acts.actor, "decide_load")) {
    return loads.needsQuality();
  }
  return people.includes(acts.actor.badge) ? loads.ownLoad() : null;
}

function Standing({ asked }: { readonly asked: readonly Asked[] }): JSX.Element {
  return (
    <section class="load-asked">
      <h2>{d().loads.stands()}</h2>
      <ul>
        {asked.map(({ good, text }) => (
          <li key={text} class={good ? "role-ok" : "role-warn"}>
            <StatusShape status={good ? "ok" : "warn"} size={20} />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface VerdictsProps {
  readonly view: LoadCardView;
  readonly acts: DeskActs;
  readonly verdict: Verdict;
  readonly closed: string | null;
}

function Verdicts({ view, acts, verdict, closed }: VerdictsProps): JSX.Element {
  const { form, loads } = d();
  const { number } = view.load;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const accepts = verdict === "accepted";
  const { badge, person } = acts.actor;
  const meaning = accepts ? loads.approved() : loads.rejectedMeaning();
  const check = (): string | null => {
    const matches = typed.trim() === number;
    setWrong(!matches);
    return matches ? null : loads.confirmWrong();
  };
  return (
    <DecisionForm
      title={accepts ? loads.accept() : loads.reject()}
      why={accepts ? loads.acceptWhy() : loads.rejectWhy()}
      reasonLabel={form.reason()}
      reasonHint={form.reasonHint()}
      submit={{
        label: accepts ? loads.accept() : loads.reject(),
        icon: accepts ? "badge-check" : "lock",
        tone: accepts ? "primary" : "stop",
      }}
      closed={closed}
      hasReason={hasReason}
      check={check}
      onDecide={(reason) =>
        acts.record({ type: "DecideLoad", body: { load: number, verdict }, reason })
      }
    >
      <p>
        <b>{loads.asWho(person === null ? badge : localName(person), badge, meaning)}</b>
      </p>
      <Field
        label={loads.confirm(number)}
        value={typed}
        onInput={setTyped}
        required
        disabled={closed !== null}
        {...(wrong && typed.trim() !== number ? { error: loads.confirmWrong() } : {})}
      />
    </DecisionForm>
  );
}

function Made({ view, acts }: Pick<LoadDecideProps, "view" | "acts">): JSX.Element {
  const made = madeHere(acts.queue, "DecideLoad", (body) => body.load === view.load.number);
  return (
    <MadeHereList
      made={made.map((line) => ({
        ...line,
        label: wordOf(d().loads.status, String(line.body.verdict)),
        texts: explain(line.codes, language.value),
      }))}
    />
  );
}

/** Lifting a hold of the load, with the reason: quality's. */
export function LiftForms({ view, acts }: Pick<LoadDecideProps, "view" | "acts">): JSX.Element {
  const { form, loads } = d();
  const closed = mayAct(acts.actor, "lift_hold") ? null : loads.needsQuality();
  const open = view.holds.filter(({ lifted_at }) => lifted_at === null);
  return (
    <>
      {open.map((hold) => (
        <DecisionForm
          key={hold.id}
          title={loads.lift(holdText(view, hold))}
          why={loads.liftWhy()}
          reasonLabel={form.reason()}
          reasonHint={form.reasonHint()}
          submit={{ label: loads.liftNow(), icon: "check" }}
          closed={closed}
          hasReason={hasReason}
          onDecide={(reason) =>
            acts.record({ type: "LiftLoadHold", body: { hold: hold.id }, reason })
          }
        />
      ))}
    </>
  );
}

/** What the deviation says that placed the hold; a hold of somebody's own has a word. */
export function holdText(view: LoadCardView, hold: LoadHoldLine): string {
  const deviation = view.deviations.find(({ number }) => number === hold.text);
  const words: Readonly<Record<string, () => string>> = lotWords().holdReasons;
  return deviation === undefined
    ? wordOf(words, hold.reason_code.toLowerCase())
    : (explain([deviation], language.value)[0]?.what ?? hold.reason_code);
}
