/** What the form of a training records. */

import { expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { recordForm } from "./training-form.ts";

const WISH = { rows: viewOf({}), skill: "SEALING", person: "P0018", today: "2026-03-02" };

test("a training is recorded with its evidence by content, and with none where no file was chosen", () => {
  const form = recordForm(WISH);
  const typed = { ...form.initial, text: "Twelve seals, no leak.", revision: "C" };
  const scan = { name: "answers.pdf", sha256: "ab" };
  expect(form.draft({ ...typed, evidence: [scan] }).body).toEqual({
    evidence: ["ab"],
    performed_at: "2026-03-02T00:00:00+08:00",
    person: "P0018",
    revision: "C",
    skill: "SEALING",
    text: "Twelve seals, no leak.",
    valid_to: null,
  });
  expect(form.draft(typed).body).toMatchObject({ evidence: [] });
});
