/**
 * Change material: scan a lot or a unit, choose what is done with it, answer one question at a time.
 */

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { m } from "../../ui/i18n/change/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { type App, useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { TypedCode } from "../typed-code.tsx";
import { ChangeVerdict } from "./change-verdict.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { ChangeWork } from "./work.ts";

const kept = new WeakMap<App, ChangeWork>();

/** One piece of work per app: leaving the screen and coming back finds it as it was. */
function workOf(app: App): ChangeWork {
  const known = kept.get(app) ?? new ChangeWork(app);
  kept.set(app, known);
  return known;
}

export function ChangeScreen(): JSX.Element {
  const app = useApp();
  const work = useMemo(() => workOf(app), [app]);
  useScans({ take: (read) => work.take(read) });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void work.take(first);
    }
  }, [work]);
  const question = app.revision.value >= 0 ? work.question : null;
  const { thing, act } = work.state.value;
  if (question !== null && act !== null && thing !== null) {
    return <QuestionPanel work={work} act={act} question={question} key={question.name} />;
  }
  const words = m();
  return (
    <HandheldFrame title={words.title()} verdict={<ChangeVerdict work={work} />}>
      {thing !== null && (
        <List
          label={words.what()}
          rows={work.acts.map((each) => ({
            id: each,
            title: words.acts[each](),
            detail: words.how[each](),
            onPress: () => work.choose(each),
          }))}
          empty={
            <div class="app-note">
              <b>{words.nothing()}</b>
              <p>{words.nothingWhy()}</p>
            </div>
          }
        />
      )}
      <div class="app-row">
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}
