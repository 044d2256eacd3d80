// Keeps the phone pages themselves on the phone, so that they open without a line. Only what everybody gets alike:
// nothing of anybody's is kept here, and no answer of the server's API passes through.
const shell = 'zhibutong-shell-1'
const entry = '/m/'
const most = 150
const patience = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll([entry, '/m/early.js'])))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

async function keep(key, answer) {
  if (!answer.ok) return
  const cache = await caches.open(shell)
  await cache.put(key, answer.clone())
  const keys = await cache.keys()
  const old = keys.filter((one) => new URL(one.url).pathname.startsWith('/m/assets/')).slice(0, -most)
  await Promise.all(old.map((one) => cache.delete(one)))
}

/** From the line, and from the phone when the line is lost or too slow to wait for. */
async function lineFirst(request, key) {
  const kept = await caches.match(key)
  const asked = fetch(request).then(async (answer) => {
    await keep(key, answer)
    return answer
  })
  if (!kept) return asked
  asked.catch(() => {})
  const slow = new Promise((resolve) => setTimeout(() => resolve(kept), patience))
  return Promise.race([asked.catch(() => kept), slow])
}

/** Their names change with what is in them: what is kept is right for good. */
async function phoneFirst(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  await keep(request, answer)
  return answer
}

// What the page had loaded before this worker was there.
self.addEventListener('message', (event) => {
  const paths = Array.isArray(event.data?.keep) ? event.data.keep : []
  const own = paths.filter((path) => typeof path === 'string' && path.startsWith('/m/assets/'))
  event.waitUntil(Promise.all(own.map((path) => phoneFirst(new Request(path)).catch(() => {}))))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(entry)) return
  if (request.mode === 'navigate') event.respondWith(lineFirst(request, entry))
  else if (pathname.startsWith('/m/assets/')) event.respondWith(phoneFirst(request))
  else event.respondWith(lineFirst(request, request))
})
