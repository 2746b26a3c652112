/* The service worker of the page for the way. The portal puts store.js and send.js before it, and before those `KEPT`:
   {walk, page, files, wished, send, version}. It keeps that one page with everything it is made of (`wished`: the outlines of the map,
   without which the page works too), and sends what waits when the phone is back in the net although nobody has the page open. It
   sees no other page of the portal. */
import { sendWaiting } from "./send.js";

const PREFIX = `walk-${KEPT.walk}-`;
const CACHE = PREFIX + KEPT.version;
const PATIENCE = 4_000;
const files = new Set([...KEPT.files, ...KEPT.wished]);

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all(KEPT.files.map((address) => put(cache, address)));
  await Promise.allSettled(KEPT.wished.map((address) => put(cache, address)));
}

async function put(cache, address) {
  // A redirect would be the sign-in page: then this version is not kept, and the one before stays.
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  await cache.put(address, answer);
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) || fetch(request);
}

/* The page itself: fresh while there is a net and somebody is signed in, else as it was kept. Whoever is signed in and has no part
   in this walk is told so: what was kept for somebody else on the same phone is not for them. */
async function shell(request) {
  const asked = fetch(request).catch(() => null);
  const late = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const fresh = await Promise.race([asked, late]);
  if (fresh?.ok || fresh?.status === 404) return fresh;
  const cache = await caches.open(CACHE);
  const stored = await cache.match(KEPT.page, { ignoreVary: true });
  return stored || fresh || (await asked) || Response.error();
}

async function sendLater() {
  const channel = new BroadcastChannel(`walk-${KEPT.walk}`);
  const outcome = await sendWaiting(KEPT.walk, KEPT.send, () => channel.postMessage("changed"));
  channel.close();
  // An error lets the browser try again later.
  if (outcome.left && !outcome.needsPermission) throw new Error("not everything was sent");
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === KEPT.page) event.respondWith(shell(request));
  } else if (files.has(address.pathname + address.search)) event.respondWith(kept(request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "walk-findings") event.waitUntil(sendLater());
});
