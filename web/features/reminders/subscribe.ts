/** A key in base64url as the browser wants it. */
function bytesOf(key: string): Uint8Array {
  const text = atob(key.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

type Subscribed = { endpoint: string; keys: { p256dh: string; auth: string } }

/** Where this browser takes messages; `none` where it cannot, `denied` where its owner said no. */
export async function subscribe(pushKey: string): Promise<Subscribed | 'none' | 'denied'> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'none'
  try {
    if ((await Notification.requestPermission()) !== 'granted') return 'denied'
    const worker = await navigator.serviceWorker.register('/m/push.js', { scope: '/m/push/' })
    const found = await worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(pushKey) as BufferSource,
    })
    const { endpoint, keys } = found.toJSON()
    const { p256dh, auth } = keys ?? {}
    return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth } } : 'none'
  } catch {
    return 'none'
  }
}
