/**
 * Units the desk offers: UCUM codes of measures, and the words for packages, as import files may name them.
 */

export const UNITS: readonly string[] = (
  "pcs set pair kg g mg t L mL uL m cm mm km m2 cm2 m3 h " +
  "bag bottle box can carton cartridge case drum pack pallet reel roll sheet spool tray tube"
).split(" ");
