/**
 * Where the person is, in the address behind `#`: paths like /devices belong to the server.
 */

import { type ReadonlySignal, signal } from "@preact/signals";

export interface Route {
  /** `/receive`, `/desk/items`; `/` is Home. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const text = hash.startsWith("#") ? hash.slice(1) : hash;
  const cut = text.indexOf("?");
  const path = cut < 0 ? text : text.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1));
  return { path: path.startsWith("/") ? path : "/", query };
}

const current = signal<Route>(parseRoute(""));
/** Asks whether what is unsaved may be lost; null while nothing is. */
let ask: (() => boolean) | null = null;

/** From now on leaving the page asks first: a link, a scan that opens a record, a closed tab; null stops that. */
export function askBeforeLeaving(question: (() => boolean) | null): void {
  ask = question;
}

export const route: ReadonlySignal<Route> = current;

/** Follows the address from now on. */
export function startRouter(target: Window): void {
  const read = (): void => {
    current.value = parseRoute(target.location.hash);
  };
  target.addEventListener("hashchange", (event) => {
    if (ask === null || ask()) {
      ask = null;
      read();
    } else {
      target.history.replaceState(target.history.state, "", event.oldURL);
    }
  });
  target.addEventListener("beforeunload", (event) => {
    if (ask !== null) {
      event.preventDefault();
    }
  });
  read();
}

/** `replace` leaves no way back to where the person was. */
export function navigate(path: string, how: "push" | "replace" = "push"): void {
  if (how === "push") {
    location.hash = path;
    return;
  }
  history.replaceState(history.state, "", `#${path}`);
  current.value = parseRoute(path);
}
