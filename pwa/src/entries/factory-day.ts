/**
 * The day in which an expiry ends: one zone for all sites, as the server has it.
 */

const FACTORY_OFFSET_MS = 8 * 3_600_000;

/** The calendar day of a moment at the factory (UTC+8), as the server has it. */
export function factoryDay(ms: number): string {
  return new Date(ms + FACTORY_OFFSET_MS).toISOString().slice(0, 10);
}
