/**
 * What the panel of a control chart says when there is no chart, or not of all readings.
 */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage } from "../ui/i18n/language.ts";
import { ControlPanel } from "./control-panel.tsx";
import type { ControlView, Value } from "./control-view.ts";

let root: HTMLElement;

beforeEach(() => {
  setLanguage("en");
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

function reading(index: number): Value {
  const at = "2026-03-02T08:00:00Z";
  return { id: `R${index}`, value: `13${index}.0`, at, subject: "L", verdict: "pass", by: "QH-1" };
}

function view(readings: number, more: Partial<ControlView> = {}): ControlView {
  return {
    position: 1,
    measured: {
      code: "SEAL_TEMP",
      name_en: "Seal temperature",
      name_zh: "封口温度",
      unit: "Cel",
      limits: {
        low: null,
        action_low: null,
        alarm_low: null,
        alarm_high: null,
        action_high: null,
        high: null,
      },
    },
    values: Array.from({ length: readings }, (_, index) => reading(index)),
    other_unit: 0,
    total: readings,
    control: null,
    capability: { cpk: null, not_stated: "too_few", n: 0, stable: false },
    ...more,
  };
}

function said(shown: ControlView, subgroup = 1): string {
  void act(() => {
    render(<ControlPanel view={shown} subgroup={subgroup} />, root);
  });
  return root.textContent ?? "";
}

it("says that nothing was read yet, and shows no table of nothing", () => {
  expect(said(view(0))).toBe("No reading of this parameter has been recorded in this order yet.");
});

it("says that all readings are in another unit", () => {
  const text = said(view(0, { other_unit: 2, total: 2 }));
  expect(text).toContain("2 readings in another unit are left out.");
  expect(text).toContain("No reading of this parameter is in °C.");
});

it("says how many readings a chart takes, and shows the ones there are", () => {
  const text = said(view(3), 5);
  expect(text).toContain("takes at least 10 readings; there are 3.");
  expect(root.querySelectorAll("tbody tr")).toHaveLength(3);
  expect(text).not.toContain("are shown");
});

it("says how many of all readings are shown, in both languages", () => {
  const some = view(1, { other_unit: 1, total: 7 });
  expect(said(some)).toContain("2 of 7 readings are shown");
  setLanguage("zh");
  expect(said(some)).toContain("共 7 条读数，显示最早的 2 条");
});
