import { describe, expect, it } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { complaintsOf, type FormSpec, type Values } from "../ui/form-fields.ts";
import { describeForm, type TriggerLine } from "./device-form.ts";

const TRIGGERS: readonly TriggerLine[] = [
  { attribute: "brand_name", regime: "EU", clause: "Annex VI" },
  { attribute: "brand_name", regime: "FDA", clause: "GUDID" },
  { attribute: "registrant", regime: "NMPA", clause: "6" },
];
const DESCRIPTION = {
  brand_name: "PX-1",
  cmr_substances: false,
  combination_product: false,
  critical_warnings: "",
  device_count: 1,
  kit: false,
  latex: false,
  mri: "unsafe",
  registrant: "Qinghe",
  single_use: false,
  sterile: false,
  sterilise_before_use: false,
  version_model: "PX-1",
};
const PREFIX = { agency: "GS1", prefix: "9521234", issued_by: "GS1 China", root: "GS1:9521" };
const LABELER = { agency: "HIBCC", prefix: "B123", issued_by: "HIBCC", root: "HIBCC:B123" };
const BASE = { agency: "GS1", item: "FG-1", status: "active", contains: null, quantity: null };
const identifiers = [
  { ...BASE, di: "09521234000013", level: "primary" },
  { ...BASE, di: "19521234000010", level: "package", contains: "09521234000013", quantity: 50 },
];

function form(markets: readonly string[], given: Values, known: object[] = identifiers) {
  const spec: FormSpec | null = describeForm(
    viewOf({
      item: [{ number: "FG-1", revision: "C" }],
      identifier: known,
      company_prefix: [PREFIX, LABELER],
      device_description: [{ item: "FG-1", revision: "C", markets, description: DESCRIPTION }],
    }),
    "FG-1",
    TRIGGERS,
  );
  if (spec === null) {
    throw new Error("the item is there");
  }
  return { spec, values: { ...spec.initial, ...given } };
}

describe("the device form", () => {
  it("says of each attribute where a change of it needs a new identifier", () => {
    const { spec, values } = form(["EU"], {});
    const brand = spec.fields(values).find(({ name }) => name === "brand_name");
    expect(brand?.hint).toContain("EU, FDA");
  });

  it("sends the description alone while nothing in it is a trigger where the item is declared", () => {
    const { spec, values } = form(["EU"], { registrant: "Qinghe Medical" });
    expect(complaintsOf(spec, values)).toEqual({});
    expect(spec.draft(values)).toEqual({
      type: "DescribeDevice",
      body: {
        allocation: null,
        assigned: [],
        hibc: null,
        description: { ...DESCRIPTION, registrant: "Qinghe Medical" },
        item: "FG-1",
        markets: ["EU"],
        revision: "C",
      },
    });
  });

  it("refuses another device under the present identifiers in words, and asks for new ones", () => {
    const { spec, values } = form(["EU"], { brand_name: "PX-2" });
    expect(complaintsOf(spec, values)).toEqual({
      prefix: expect.stringMatching(/EU.*Annex VI/) as unknown,
    });
    const renewed = { ...values, prefix: "9521234" };
    expect(complaintsOf(spec, renewed)).toEqual({});
    expect(spec.draft(renewed).body.allocation).toEqual({
      base: null,
      base_quantity: null,
      packages: [{ indicator: 1, quantity: 50 }],
      prefix: "9521234",
      reference: null,
    });
  });

  it("asks for HIBC ones of a device that has such, packed as before", () => {
    const hibc = { ...BASE, agency: "HIBCC" };
    const { spec, values } = form(["EU"], { brand_name: "PX-2" }, [
      { ...hibc, di: "B123PX10", level: "primary" },
      { ...hibc, di: "B123PX11", level: "package", contains: "B123PX10", quantity: 4 },
    ]);
    expect(Object.keys(complaintsOf(spec, values))).toEqual(["product"]);
    const wrong = complaintsOf(spec, { ...values, product: "px 2" });
    expect(wrong).toEqual({ product: expect.stringMatching(/大写字母/) as unknown });
    const { allocation, assigned, hibc: made } = spec.draft({ ...values, product: "PX2" }).body;
    expect([allocation, assigned]).toEqual([null, []]);
    expect(made).toEqual({
      base_quantity: null,
      base_unit: 0,
      packages: [{ unit: 1, quantity: 4 }],
      prefix: "B123",
      product: "PX2",
    });
  });

  it("takes those of another body as they were assigned, each package around the one before", () => {
    const changed = { brand_name: "PX-2", issuer: "assigned", body: "MA", di: "MA.1" };
    const { spec, values } = form(["EU"], { ...changed, around: [{ di: "MA.2", quantity: "5" }] });
    expect(complaintsOf(spec, values)).toEqual({});
    const common = { agency: "MA", base_quantity: null };
    expect(spec.draft(values).body.assigned).toEqual([
      { ...common, di: "MA.1", level: "primary", contains: null, quantity: null },
      { ...common, di: "MA.2", level: "package", contains: "MA.1", quantity: 5 },
    ]);
    expect(spec.draft(values).body.allocation).toBeNull();
  });

  it("asks for none of an item that has no identifier", () => {
    const { spec, values } = form(["EU"], { brand_name: "PX-2" }, []);
    expect(complaintsOf(spec, values)).toEqual({});
    expect(spec.draft(values).body.allocation).toBeNull();
  });
});
