/** The build, as it travels in every entry; the version comes from package.json when the app is built. */

declare const UNITRAIL_VERSION: string;

export const BUILD: string =
  typeof UNITRAIL_VERSION === "undefined" ? "pwa-development" : `pwa-${UNITRAIL_VERSION}`;
