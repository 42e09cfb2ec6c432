/**
 * Where the issued labels went: four counts, what is void beside them, and the sum as it is typed.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { StatusChip } from "../ui/status-chip.tsx";
import { ActForm } from "./act-form.tsx";
import { type JobParts, roleMissing, whole } from "./job-view.ts";

export const USES = ["applied", "sample", "destroyed", "returned"] as const;
type Counts = Readonly<Record<(typeof USES)[number], string>>;

export function ReconcileForm({ job, acts }: JobParts): JSX.Element {
  const words = d().print;
  const [typed, setTyped] = useState<Counts>({
    applied: String(job.applied),
    sample: String(job.sample),
    destroyed: String(job.destroyed),
    returned: String(job.returned),
  });
  const counts = USES.map((use) => whole(typed[use]));
  const right = counts.every((count) => count !== null);
  const accounted = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const missing = job.issued - accounted - job.void;
  const released = job.released_person ?? job.released_by;
  const own = released !== null && [acts.actor.badge, acts.actor.person?.number].includes(released);
  const closed =
    job.incident === "" ? roleMissing(acts, "reconcile_labels") : words.noneInIncident();
  return (
    <ActForm
      title={words.reconcile()}
      why={words.reconcileWhy()}
      submit={{ label: words.reconcile(), icon: "clipboard-check", tone: "primary" }}
      type="ReconcileLabels"
      acts={acts}
      closed={own ? words.ownRelease() : closed}
      body={() =>
        right
          ? {
              applied: counts[0] ?? 0,
              destroyed: counts[2] ?? 0,
              job: job.id,
              returned: counts[3] ?? 0,
              sample: counts[1] ?? 0,
            }
          : null
      }
      about={(body) => body.job === job.id}
    >
      {(asked) => (
        <>
          {USES.map((use) => (
            <Field
              key={use}
              label={words[use]()}
              value={typed[use]}
              onInput={(text) => setTyped({ ...typed, [use]: text })}
              inputMode="numeric"
              {...(asked && whole(typed[use]) === null ? { error: words.wholeNumber() } : {})}
            />
          ))}
          <p class="job-sum" role="status">
            {words.sum(accounted, job.void, job.issued)}{" "}
            <StatusChip
              status={missing === 0 ? "ok" : "warn"}
              label={missing === 0 ? words.balanced() : words.differs(missing)}
            />
          </p>
        </>
      )}
    </ActForm>
  );
}
