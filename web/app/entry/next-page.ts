import { go } from '../../lib/link.ts'

/** Where somebody wanted to go before the door: a path of this entry and nothing else, or the start page. */
export function nextPath(search: URLSearchParams): string {
  const next = search.get('next') ?? '/'
  const own = /^\/(?![/\\])/.test(next) && !/^\/(sign-in|enter)\b/.test(next)
  return own ? next : '/'
}

/** To the door, remembering the page. */
export function goToDoor(path: string): void {
  const plain = path === '/' || /^\/(sign-in|enter)\b/.test(path)
  go(plain ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`, { replace: true })
}
