/**
 * What several parts of the steps show now and then, loaded when it is first needed.
 */

import { loadedLater } from "../loaded-later.tsx";
import type { CheckPanel as CheckPanelNow } from "./check-panel.tsx";
import type { MeansPanel as MeansPanelNow } from "./equipment-panel.tsx";
import type { ReadingPanel as ReadingPanelNow } from "./reading-panel.tsx";
import type { SkipPanel as SkipPanelNow } from "./skip-panel.tsx";

export const CheckPanel = loadedLater(
  (): Promise<typeof CheckPanelNow> =>
    import("./check-panel.tsx").then((module) => module.CheckPanel),
);

export const MeansPanel = loadedLater(
  (): Promise<typeof MeansPanelNow> =>
    import("./equipment-panel.tsx").then((module) => module.MeansPanel),
);

export const SkipPanel = loadedLater(
  (): Promise<typeof SkipPanelNow> => import("./skip-panel.tsx").then((module) => module.SkipPanel),
);

export const ReadingPanel = loadedLater(
  (): Promise<typeof ReadingPanelNow> =>
    import("./reading-panel.tsx").then((module) => module.ReadingPanel),
);
