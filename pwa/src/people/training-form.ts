/**
 * Defining a skill, recording, asking for and revoking a training.
 */

import type {
  AssignTrainingBody,
  ConfirmReadingBody,
  DefineSkillBody,
  RecordTrainingBody,
  RevokeTrainingBody,
} from "../entries/bodies.ts";
import type { SkillRow } from "../entries/training-rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  digestsOf,
  type FormSpec,
  orNull,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";

/** The factory's own zone: its calendar says which day it is. */
const FACTORY_ZONE = "+08:00";

/** `skill` null: a new one. */
export function skillForm(rows: Lookup, skill: SkillRow | null): FormSpec {
  const { form, training } = d();
  return {
    title: skill === null ? training.define() : training.reviseSkill(skill.code),
    intro: training.defineWhy(),
    fields: () => skillFields(skill === null),
    initial: {
      code: skill?.code ?? "",
      name_zh: skill?.name_zh ?? "",
      name_en: skill?.name_en ?? "",
      document: skill?.document ?? "",
      revision: skill?.revision ?? "",
      effective_from: skill?.effective_from ?? "",
      valid_months: skill?.valid_months?.toString() ?? "",
      assessed: skill?.assessed === false ? "no" : "yes",
    },
    revises: skill !== null,
    submit: skill === null ? form.create() : form.save(),
    action: "manage_training",
    check: (values): Complaints =>
      skill === null && rows.get("skill", [text(values, "code")]) !== undefined
        ? { code: form.taken() }
        : {},
    draft: (values): { readonly type: string; readonly body: DefineSkillBody } => ({
      type: "DefineSkill",
      body: {
        assessed: text(values, "assessed") === "yes",
        code: text(values, "code"),
        document: text(values, "document"),
        effective_from: text(values, "effective_from"),
        name_en: text(values, "name_en"),
        name_zh: text(values, "name_zh"),
        revision: text(values, "revision"),
        valid_months:
          text(values, "valid_months") === "" ? null : Number(text(values, "valid_months")),
      },
    }),
    blames: {},
    done: (values) => recordHref("training", [text(values, "code")]),
    back: skill === null ? recordHref("training") : recordHref("training", [skill.code]),
  };
}

function skillFields(isNew: boolean): ReturnType<FormSpec["fields"]> {
  const { field, form, training } = d();
  return [
    {
      name: "code",
      kind: "code",
      label: training.skill(),
      required: true,
      ...(isNew ? {} : { fixed: form.keyFixed() }),
    },
    { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
    { name: "name_en", kind: "line", label: form.nameEn(), required: true },
    { name: "document", kind: "code", label: training.document(), required: true },
    { name: "revision", kind: "code", label: field.revision(), required: true },
    { name: "effective_from", kind: "date", label: training.effective(), required: true },
    { name: "valid_months", kind: "whole", label: training.months(), hint: training.monthsWhy() },
    {
      name: "assessed",
      kind: "choice",
      label: training.asks(),
      options: [
        { value: "yes", label: training.asksAssessment() },
        { value: "no", label: training.asksReading() },
      ],
      required: true,
    },
  ];
}

export interface TrainingWish {
  readonly rows: Lookup;
  readonly skill: string;
  readonly person: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

export function recordForm({ rows, skill, person, today }: TrainingWish): FormSpec {
  const { form, training, field } = d();
  const counting = rows.get("skill", [skill])?.row.revision ?? "";
  return {
    ...pair({ rows, skill, person }),
    title: training.record(),
    intro: training.recordWhy(),
    fields: (values) => [
      ...pairFields({ rows, skill, person }),
      {
        name: "revision",
        kind: "code",
        label: field.revision(),
        required: true,
        suggestions: revisionsOf(rows, text(values, "skill")),
      },
      {
        name: "trained_on",
        kind: "date",
        label: training.trainedOn(),
        hint: training.trainedOnWhy(),
        required: true,
      },
      { name: "valid_to", kind: "date", label: training.validTo(), hint: training.validToWhy() },
      { name: "text", kind: "text", label: training.note(), required: true },
      { name: "evidence", kind: "files", label: training.evidenceFiles() },
    ],
    initial: { skill, person, revision: counting, trained_on: today, valid_to: "", text: "" },
    revises: false,
    submit: form.save(),
    check: (values): Complaints => ({
      ...unknown(rows, values),
      ...(text(values, "trained_on") > today ? { trained_on: training.ahead() } : {}),
    }),
    draft: (values): { readonly type: string; readonly body: RecordTrainingBody } => ({
      type: "RecordTraining",
      body: {
        evidence: digestsOf(values, "evidence"),
        performed_at: `${text(values, "trained_on")}T00:00:00${FACTORY_ZONE}`,
        person: text(values, "person"),
        revision: text(values, "revision"),
        skill: text(values, "skill"),
        text: text(values, "text"),
        valid_to: orNull(text(values, "valid_to")),
      },
    }),
    blames: {
      PERSON_UNKNOWN: "person",
      PERSON_INACTIVE: "person",
      TRAINING_OWN: "person",
      SKILL_UNKNOWN: "skill",
      TRAINING_AHEAD: "trained_on",
      TRAINING_VALID_WRONG: "valid_to",
    },
  };
}

export function assignForm(wish: TrainingWish): FormSpec {
  const { form, training } = d();
  return {
    ...pair(wish),
    title: training.assign(),
    intro: training.assignWhy(),
    fields: () => [
      ...pairFields(wish),
      { name: "due", kind: "date", label: training.dueBy(), required: true },
    ],
    initial: { skill: wish.skill, person: wish.person, due: "" },
    revises: false,
    submit: form.save(),
    check: (values) => unknown(wish.rows, values),
    draft: (values): { readonly type: string; readonly body: AssignTrainingBody } => ({
      type: "AssignTraining",
      body: {
        due: text(values, "due"),
        person: text(values, "person"),
        skill: text(values, "skill"),
      },
    }),
    blames: { PERSON_UNKNOWN: "person", SKILL_UNKNOWN: "skill", TRAINING_ASSIGNED: "person" },
  };
}

/** Null: no such skill here. */
export function readForm({ rows, skill, person }: TrainingWish): FormSpec | null {
  const { training } = d();
  const known = rows.get("skill", [skill])?.row;
  if (known === undefined) {
    return null;
  }
  const { document, revision } = known;
  return {
    ...pair({ rows, skill, person }),
    action: "read",
    title: training.readTitle(`${document} ${revision}`),
    intro: known.assessed === false ? training.readCounts() : training.readWaits(),
    fields: () => [],
    initial: { skill, person },
    revises: false,
    submit: training.confirmReading(),
    draft: (): { readonly type: string; readonly body: ConfirmReadingBody } => ({
      type: "ConfirmReading",
      body: { document, revision, skill },
    }),
    blames: {},
  };
}

export function revokeForm({ rows, skill, person }: TrainingWish): FormSpec {
  const { training } = d();
  return {
    ...pair({ rows, skill, person }),
    title: training.revokeTitle(person, skill),
    intro: training.revokeWhy(),
    fields: () => [],
    initial: { skill, person },
    revises: true,
    submit: training.revoke(),
    stops: true,
    draft: (): { readonly type: string; readonly body: RevokeTrainingBody } => ({
      type: "RevokeTraining",
      body: { person, skill },
    }),
    blames: {},
  };
}

type Pair = Pick<TrainingWish, "rows" | "skill" | "person">;

function pair({ skill, person }: Pair): Pick<FormSpec, "action" | "done" | "back"> {
  const at = [skill, person].filter((part) => part !== "");
  return {
    action: "manage_training",
    done: (values) => recordHref("training", [text(values, "skill"), text(values, "person")]),
    back: recordHref("training", skill === "" ? [] : at),
  };
}

function pairFields({ rows, skill, person }: Pair): ReturnType<FormSpec["fields"]> {
  const { form, training } = d();
  const people = rows
    .all("person")
    .filter(({ row }) => row.active)
    .map(({ row }) => ({ value: row.number, label: localName(row) }));
  const skills = rows.all("skill").map(({ row }) => ({ value: row.code, label: localName(row) }));
  return [
    {
      name: "skill",
      kind: "code",
      label: training.skill(),
      required: true,
      suggestions: skills,
      ...(skill === "" ? {} : { fixed: form.keyFixed() }),
    },
    {
      name: "person",
      kind: "code",
      label: training.person(),
      required: true,
      suggestions: people,
      ...(person === "" ? {} : { fixed: form.keyFixed() }),
    },
  ];
}

function unknown(rows: Lookup, values: Values): Complaints {
  const { training } = d();
  const skill = text(values, "skill");
  const person = text(values, "person");
  return {
    ...(skill !== "" && rows.get("skill", [skill]) === undefined
      ? { skill: training.unknownSkill() }
      : {}),
    ...(person !== "" && rows.get("person", [person]) === undefined
      ? { person: training.unknownPerson() }
      : {}),
  };
}

function revisionsOf(rows: Lookup, code: string): readonly { value: string; label: string }[] {
  const skill = rows.get("skill", [code])?.row;
  return [skill?.revision, skill?.revision_before]
    .filter((each): each is string => typeof each === "string")
    .map((value) => ({ value, label: value }));
}
