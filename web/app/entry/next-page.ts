import { go } from '../../lib/link.ts'

const door = /^\/(sign-in|enter)\b/

/** Where somebody wanted to go before the door: a path of this entry and nothing else, or the start page. */
export function nextPath(search: URLSearchParams): string {
  const next = search.get('next') ?? '/'
  const own = /^\/(?![/\\])/.test(next) && !door.test(next)
  return own ? next : '/'
}

/** To the door, remembering the page; who stands at one stays there. */
export function goToDoor(path: string): void {
  if (door.test(path)) return
  go(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`, { replace: true })
}
