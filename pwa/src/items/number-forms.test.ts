import { describe, expect, it } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { complaintsOf } from "../ui/form-fields.ts";
import { hibcForm, packageForm } from "./identifier-forms.ts";
import { pastedNumbers, prefixForm, serialListForm, serialsForm } from "./number-forms.ts";

const ITEM = { number: "FG-1", revision: "C" };
const OWN = { agency: "GS1", prefix: "9521234", issued_by: "GS1 China", root: "GS1:9521" };
const BOX = {
  di: "19521234000010",
  agency: "GS1",
  item: "FG-1",
  level: "package",
  contains: "09521234000013",
  quantity: 50,
  status: "active",
};

describe("pasted serial numbers", () => {
  it.each([
    ["A1\nA2\r\n\nA3 ", ["A1", "A2", "A3"]],
    ['"A1";"A2"\tA3,A4', ["A1", "A2", "A3", "A4"]],
    ["  ", []],
  ])("are read from lines, rows and columns: %j", (given, found) => {
    expect(pastedNumbers(given)).toEqual(found);
  });

  it.each([
    ["A1\nA1", "A1"],
    [`A1\n${"9".repeat(21)}`, "9".repeat(21)],
    [Array.from({ length: 10_001 }, (_, n) => `S${n}`).join("\n"), "10,001"],
  ])("are refused before they are sent when one cannot be: %#", (serials, named) => {
    const spec = serialListForm("serial:09521234000013");
    const values = { serials, source: "printer" };
    expect(spec === null ? {} : complaintsOf(spec, values)).toEqual({
      serials: expect.stringContaining(named) as unknown,
    });
  });

  it("belong to a device identifier's pool alone", () => {
    expect(serialListForm("lot:FG")).toBeNull();
  });
});

describe("forms of numbers", () => {
  it("count what a GS1 prefix of that length has room for", () => {
    const [, prefix] = prefixForm().fields({ agency: "GS1", prefix: "9521234" });
    expect(prefix?.hint).toContain("100,000");
  });

  it("ask a list for no writing, and name an unknown identifier", () => {
    const spec = serialsForm(viewOf({}), "");
    const fields = spec.fields({ ...spec.initial, order: "list" }).map(({ name }) => name);
    expect(fields).toEqual(["di", "order"]);
    expect(Object.keys(complaintsOf(spec, { ...spec.initial, di: "1" }))).toEqual(["di"]);
  });
});

describe("forms of identifiers", () => {
  it("add a carton around a box under the box's own prefix", () => {
    const rows = viewOf({ item: [ITEM], identifier: [BOX], company_prefix: [OWN] });
    const spec = packageForm(rows, "FG-1");
    expect(spec?.draft({ base: BOX.di, quantity: "10", indicator: "3" }).body).toEqual({
      item: "FG-1",
      allocation: {
        base: BOX.di,
        base_quantity: null,
        packages: [{ indicator: 3, quantity: 10 }],
        prefix: "9521234",
        reference: null,
      },
    });
  });

  it("offer no package around what was numbered by somebody else, and no HIBC without a labeler's code", () => {
    const rows = viewOf({ item: [ITEM], identifier: [BOX] });
    expect(packageForm(rows, "FG-1")).toBeNull();
    expect(hibcForm(rows, "FG-1")).toBeNull();
  });

  it("send an HIBC allocation as the server reads it", () => {
    const lic = { ...OWN, agency: "HIBCC", prefix: "B123" };
    const spec = hibcForm(viewOf({ item: [ITEM], company_prefix: [lic] }), "FG-1");
    const values = { ...spec?.initial, product: "PX1", packages: [{ digit: "1", quantity: "50" }] };
    expect(spec?.draft(values).body).toEqual({
      base_quantity: null,
      base_unit: 0,
      item: "FG-1",
      packages: [{ unit: 1, quantity: 50 }],
      prefix: "B123",
      product: "PX1",
    });
  });
});
