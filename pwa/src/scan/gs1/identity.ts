// What sound element values say of a device, in the words of the trade.

import { readDate } from "./gs1-dates.ts";

// Each field is null if not stated, or not certain. Dates are YYYY-MM-DD; a label's day 00 is the month's last day.
export interface Identity {
  readonly deviceIdentifier: string | null;
  readonly packageIndicator: string | null;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiry: string | null;
  readonly expiryDayGiven: boolean;
  readonly production: string | null;
  readonly productionDayGiven: boolean;
  readonly sscc: string | null;
  readonly content: string | null;
  readonly count: string | null;
  readonly softwareVersion: string | null;
  readonly donationId: string | null;
  // Check character of the primary HIBC symbol to which a secondary one belongs.
  readonly link: string | null;
}

export const NO_IDENTITY: Identity = {
  deviceIdentifier: null,
  packageIndicator: null,
  lot: null,
  serial: null,
  expiry: null,
  expiryDayGiven: false,
  production: null,
  productionDayGiven: false,
  sscc: null,
  content: null,
  count: null,
  softwareVersion: null,
  donationId: null,
  link: null,
};

export function identityOf(values: ReadonlyMap<string, string>, year: number): Identity {
  const one = (ai: string): string | null => values.get(ai) ?? null;
  const expiry = dateOf(one("17") ?? one("7003"), year);
  const production = dateOf(one("11") ?? one("8008"), year);
  return {
    deviceIdentifier: one("01"),
    packageIndicator: one("01")?.charAt(0) ?? null,
    lot: one("10"),
    serial: one("21"),
    expiry: expiry?.day ?? null,
    expiryDayGiven: expiry?.dayGiven ?? false,
    production: production?.day ?? null,
    productionDayGiven: production?.dayGiven ?? false,
    sscc: one("00"),
    content: one("02"),
    count: one("37") ?? one("30"),
    softwareVersion: one("8012"),
    donationId: null,
    link: null,
  };
}

function dateOf(value: string | null, year: number) {
  return value === null ? null : readDate(value.slice(0, 6), year);
}
