import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { setLanguage } from "../ui/i18n/language.ts";
import { nameSaid, valueSaid } from "./said.ts";

const NAMED = viewOf({
  term: [{ kind: "family", code: "film", name_en: "Films", name_zh: "膜材" }],
});

beforeEach(() => setLanguage("zh"));
afterEach(() => setLanguage("zh"));

describe("the history of a record, in Chinese", () => {
  test.each([
    ["LotCreated", "status", "quarantine", "待检"],
    ["OrderPlaced", "status", "approved", "已批准"],
    ["SupplierApprovalSet", "status", "approved", "合格"],
    ["UnitMade", "status", "built", "已制成"],
    ["GrantIssued", "method", "badge_pin", "工牌和 PIN"],
    ["QuantityReported", "to_bucket", "retention", "留样"],
    ["StockMoved", "quantity", "11750", "11,750"],
    ["StockMoved", "unit", "pcs", "件"],
    ["ItemDefined", "family", "film", "膜材"],
    ["ItemDefined", "family", "tube", "tube"],
    ["Observed", "verdict", "pass", "限内"],
    ["Observed", "subject", "unit:0002", "单件 0002"],
    ["LoadAdvanced", "phase", "await_bi", "待判读指示剂"],
    ["EquipmentDefined", "critical", true, "是"],
    ["PersonDefined", "roles", ["operator", "quality"], "操作员, 质量"],
    ["LabelsPrinted", "span", { first: 1, last: 20 }, "起始号 1 · 截止号 20"],
  ])("says of %s that %s %j is %s", (type, name, value, words) => {
    expect(valueSaid(NAMED, type, name, value)).toBe(words);
  });

  test("calls an order what it is: of purchasing, of work, or the way numbers are drawn", () => {
    const said = ["OrderLinePlaced", "StepStarted", "NumberPoolDefined"].map((type) =>
      nameSaid(type, "order"),
    );
    expect(said).toEqual(["订单", "工单", "取号方式"]);
  });

  test("shows as it was recorded what it has no word for", () => {
    expect(valueSaid(NAMED, "LotCreated", "status", "sublimated")).toBe("sublimated");
    expect(valueSaid(NAMED, "LotCreated", "number", "12000")).toBe("12000");
  });
});
