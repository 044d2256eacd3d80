/**
 * The servers beyond our own that robots and browsers name: fixed, so that an address that somebody types reaches no
 * machine of the network that the server stands in.
 */
export type Outside = {
  wecom: string
  dingtalk: string
  /** Hosts of push services; one that begins with a dot stands for all below it. A whole origin stands for itself. */
  push: readonly string[]
}

export const realOutside: Outside = {
  wecom: 'https://qyapi.weixin.qq.com',
  dingtalk: 'https://oapi.dingtalk.com',
  push: [
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    '.push.services.mozilla.com',
    '.notify.windows.com',
    '.push.apple.com',
  ],
}

export function isPushService(address: string, { push }: Outside): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, origin, port } = new URL(address)
  if (push.includes(origin)) return true
  if (protocol !== 'https:' || port !== '') return false
  return push.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
}
