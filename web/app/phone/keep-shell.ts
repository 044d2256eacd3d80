import { pages } from './routes.tsx'

function loadedAssets(): string[] {
  const names = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return names.filter((path) => path.startsWith('/m/assets/'))
}

/**
 * Where the browser allows it, the pages that are needed without a line are fetched while there is one and kept on the
 * phone. Elsewhere (plain HTTP, some webviews) an open page still keeps what is written in it.
 */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/m/sw.js')
  await Promise.all(pages.filter((page) => page.keep).map((page) => page.load()))
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ keep: loadedAssets() })
}
