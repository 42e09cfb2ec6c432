/**
 * Where pictures go and come from, by content hash; the app provides it, so that forms and tables only name a hash.
 */

import { createContext } from "preact";

export interface PictureStore {
  /** Keeps a picture for good; null when the file is no picture this browser can read. */
  keep(file: File): Promise<string | null>;
  /** Null where it is neither here nor to be had. */
  get(digest: string): Promise<Blob | null>;
}

export const PictureContext = createContext<PictureStore>({
  keep: () => Promise.resolve(null),
  get: () => Promise.resolve(null),
});
