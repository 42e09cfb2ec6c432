/** What the form of a training records. */

import { expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { readForm, recordForm, skillForm } from "./training-form.ts";

const SKILL = {
  assessed: false,
  code: "SEALING",
  document: "SOP-090",
  effective_from: "2026-01-01",
  name_en: "Sealing",
  name_zh: "封口",
  revision: "C",
  revision_before: null,
  valid_months: 12,
};
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

test("a reading names the revision that the skill asks for, and there is none of a skill that nobody defined", () => {
  const form = readForm({ ...WISH, rows: viewOf({ skill: [SKILL] }) });
  expect(form?.action).toBe("read");
  expect(form?.draft(form.initial)).toEqual({
    type: "ConfirmReading",
    body: { document: "SOP-090", revision: "C", skill: "SEALING" },
  });
  expect(readForm(WISH)).toBeNull();
});

test("a skill keeps that reading is all it asks for, until somebody chooses the assessment", () => {
  const form = skillForm(viewOf({ skill: [SKILL] }), SKILL);
  const { revision_before: _, ...body } = SKILL;
  expect(form.draft(form.initial).body).toEqual(body);
  expect(form.draft({ ...form.initial, assessed: "yes" }).body).toMatchObject({ assessed: true });
  expect(skillForm(viewOf({}), null).initial).toMatchObject({ assessed: "yes" });
});
