/**
 * Whether a screen is the one that is seen: the work stays behind lock and PIN, where it must not use the camera.
 */

import { createContext } from "preact";

export const FrontContext = createContext(true);
