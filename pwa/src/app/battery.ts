/**
 * The battery's charge where the browser tells it; null elsewhere (iPhone, Firefox).
 */

import { useEffect, useState } from "preact/hooks";

interface BatteryManager extends EventTarget {
  /** 0 to 1 */
  readonly level: number;
}

/** Whole percent, or null. */
export async function batteryPercent(): Promise<number | null> {
  const ask = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery;
  if (ask === undefined) {
    return null;
  }
  const { level } = await ask.call(navigator);
  return Math.round(level * 100);
}

export function useBattery(): number | null {
  const [percent, setPercent] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    void batteryPercent().then((found) => {
      if (!gone) {
        setPercent(found);
      }
    });
    return () => {
      gone = true;
    };
  }, []);
  return percent;
}
