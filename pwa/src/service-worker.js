// The app's files, kept from the first load, so that a device without a network starts all the same.
// Answers for the app's own files only; records never pass through here. A new version waits until the page says so.

const FILES = "__FILES__";
const CACHE = "unitrail-__VERSION__";

self.addEventListener("install", (event) => {
  // Past the browser's own cache, or an old file could be kept under a new version.
  const fresh = FILES.map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("unitrail-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") {
    self.skipWaiting();
  }
});

async function kept(url, request) {
  const cache = await caches.open(CACHE);
  const answer = await cache.match(url);
  return answer ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) {
    return;
  }
  const isPage = request.mode === "navigate" && pathname === "/";
  if (isPage || FILES.includes(pathname)) {
    event.respondWith(kept(pathname, request));
  }
});
