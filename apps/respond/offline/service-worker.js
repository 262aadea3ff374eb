// Keeps the page and the last published form on the phone, so that a tab closed in mid-survey opens again without a
// network. It holds no answer and sends none: that is the page's own work, which also runs where there is no worker.
// The build writes the list of files and its hash in the place of the two names in capitals.
const FILES = __FILES__;
const CACHE = 'mingjian-page-__HASH__';
const FORMS = 'mingjian-forms';
const PATIENCE_MS = 4000;
const page = '/r/index.html';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOld().then(() => self.clients.claim()));
});

async function removeOld() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('mingjian-page-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(freshElseKept(event, page, CACHE, page));
  else if (url.pathname.startsWith('/r/')) event.respondWith(keptElseFresh(request));
  else if (/^\/api\/respond\/[^/]+$/.test(url.pathname))
    event.respondWith(freshElseKept(event, request, FORMS, url.pathname));
});

/** Names of assets hold their hash, so a kept one is never outdated. */
async function keptElseFresh(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

/** The server's word first; what was kept when the network is dead or slower than a person waits. */
async function freshElseKept(event, request, name, key) {
  const cache = await caches.open(name);
  const kept = await cache.match(key, { ignoreVary: true });
  const fresh = fetch(request).then(async (reply) => {
    if (reply.ok) await cache.put(key, reply.clone());
    return reply;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  const late = new Promise((settle) => setTimeout(() => settle(kept), PATIENCE_MS));
  return Promise.race([
    fresh.then(
      (reply) => (reply.status >= 500 ? kept : reply),
      () => kept,
    ),
    late,
  ]);
}
