/**
 * Pages link with plain `<a href>`, so that a component of web/ui works under either router, a new tab
 * opens with the middle button, and a link is a link to a screen reader. The entry hands its router over.
 */
export type GoOptions = { replace?: boolean }

/** `/` on office pages, `/m/` on phone pages. */
const base = import.meta.env.BASE_URL
/** Served by others: the API, public pages, health, and — from the office — the phone entry. */
const foreign = ['/api/', '/public/', '/print/', '/m/', '/assets/']

let navigate: (path: string, options: GoOptions) => void = (path) => location.assign(to(path))

/** The address of a page of this entry: `to('/members/3')`. */
export function to(path: string): string {
  return base.replace(/\/$/, '') + path
}

/** Goes to a page of this entry without loading it anew. */
export function go(path: string, options: GoOptions = {}): void {
  navigate(path, options)
}

/** The path below this entry's base, or nothing when the address belongs to somebody else. */
export function ownPath(url: URL): string | undefined {
  if (url.origin !== location.origin || !url.pathname.startsWith(base)) return undefined
  const path = url.pathname.slice(base.length - 1)
  if (base === '/' && foreign.some((start) => `${path}/`.startsWith(start))) return undefined
  return path + url.search + url.hash
}

function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return undefined
  const link = event.target.closest('a[href]')
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return undefined
  return link.target === '' || link.target === '_self' ? link : undefined
}

/** Gives clicks on links of this entry to its router. Returns the way back. */
export function startLinks(how: (path: string, options: GoOptions) => void): () => void {
  navigate = how
  const follow = (event: MouseEvent) => {
    const link = linkOf(event)
    const path = link && ownPath(new URL(link.href))
    if (!path || link?.getAttribute('href')?.startsWith('#')) return
    event.preventDefault()
    how(path, {})
  }
  document.addEventListener('click', follow)
  return () => document.removeEventListener('click', follow)
}
