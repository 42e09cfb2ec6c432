/** What everything begun became. */

import { expect, test } from "vitest";
import { balanceOf, sumOf } from "./order-view.ts";

function account(bucket: string, quantity: string) {
  return { lot: "FG-1", bucket, quantity };
}

test("an order closes when everything begun is accounted for, exactly", () => {
  const accounts = [account("good", "11750"), account("scrap", "82"), account("in_process", "0")];
  expect(balanceOf(accounts)).toEqual({ begun: "11832", open: "0", negative: false, closes: true });
  expect(sumOf([account("good", "0.1"), account("good", "0.2")], "good")).toBe("0.3");
});

test("what is still in process or in rework keeps it open", () => {
  expect(balanceOf([account("in_process", "2")])).toMatchObject({ open: "2", closes: false });
  expect(balanceOf([account("rework", "1")])).toMatchObject({ open: "1", closes: false });
});

test("a bucket below zero is a discrepancy even where the sum is right", () => {
  const found = balanceOf([account("in_process", "-5"), account("good", "5")]);
  expect(found).toMatchObject({ begun: "0", negative: true, closes: false });
});
