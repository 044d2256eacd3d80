// Shows what was pushed to this browser, and opens the start page when it is touched. It tells nobody that it did.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  let told = {}
  try {
    told = event.data.json()
  } catch {
    // What cannot be read is shown as no more than that there is something.
  }
  const { title = '支部通', body = '有事要办' } = told
  event.waitUntil(self.registration.showNotification(title, { body, tag: 'zhibutong' }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow('/m/'))
})
