import { type EntryMode, startDisplaySettings } from '../../lib/display-settings.ts'

const key = 'zhibutong:reloaded-for'

/**
 * After an upgrade an open page asks for chunks that are gone. Loading it anew brings the new ones; once
 * an hour at most, so that a server without them does not keep a browser turning.
 */
function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    // Without a line it is the line, and what is on the screen is all there is.
    if (navigator.onLine === false) return
    try {
      if (Date.now() - Number(sessionStorage.getItem(key)) < 3_600_000) return
      sessionStorage.setItem(key, String(Date.now()))
    } catch {
      return
    }
    event.preventDefault()
    location.reload()
  })
}

/** After going to another page: its title to the tab, the focus to its beginning, the view to its top. */
export function arrive(title: string | undefined, name: string): void {
  document.title = title ? `${title} · ${name}` : name
  window.scrollTo(0, 0)
  document.getElementById('main')?.focus({ preventScroll: true })
}

export function startEntry(mode: EntryMode): HTMLElement {
  startDisplaySettings(mode)
  reloadForNewVersion()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  return root
}
