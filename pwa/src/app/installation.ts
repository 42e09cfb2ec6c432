/**
 * How safely this device keeps what it is given: storage that may be evicted, an iPhone tab that is not installed,
 * an update that waits for consent.
 */

import { type ReadonlySignal, signal } from "@preact/signals";

export interface Installation {
  /** The browser promised to keep our storage; null while it has not answered. */
  readonly persisted: ReadonlySignal<boolean | null>;
  /** An iPhone or iPad tab outside the Home Screen: its storage is dropped after seven idle days. */
  readonly uninstalledTab: boolean;
  readonly updateReady: ReadonlySignal<boolean>;
  /** Takes the waiting version into use; the page starts again. */
  update(): void;
}

interface AppleNavigator {
  readonly standalone?: boolean;
}

/** Safari on iOS and iPadOS knows `standalone`; it is false in a tab. */
export function isUninstalledTab(navigator: Navigator): boolean {
  return (navigator as AppleNavigator).standalone === false;
}

export function startInstallation(target: Window): Installation {
  const { navigator } = target;
  const persisted = signal<boolean | null>(null);
  const updateReady = signal(false);
  let waiting: ServiceWorker | null = null;
  void askToPersist(navigator).then((answer) => {
    persisted.value = answer;
  });
  const found = (worker: ServiceWorker): void => {
    waiting = worker;
    updateReady.value = true;
  };
  void register(navigator, found);
  return {
    persisted,
    updateReady,
    uninstalledTab: isUninstalledTab(navigator),
    update: () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => target.location.reload());
      waiting?.postMessage("take-over");
    },
  };
}

async function askToPersist(navigator: Navigator): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage?.persist === undefined) {
    return false;
  }
  return (await storage.persisted()) || storage.persist();
}

async function register(navigator: Navigator, found: (worker: ServiceWorker) => void) {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) {
    return;
  }
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const watch = (worker: ServiceWorker | null): void => {
    const check = (): void => {
      // The first worker of a page that has none is not an update.
      if (worker?.state === "installed" && navigator.serviceWorker.controller !== null) {
        found(worker);
      }
    };
    worker?.addEventListener("statechange", check);
    check();
  };
  watch(registration.waiting);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}
