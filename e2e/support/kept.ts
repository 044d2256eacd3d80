import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Everything that the phone keeps, as somebody reads it who copies its storage. */
export async function dumpStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const read = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(new Error('not read')))
      })
    const said: string[] = [JSON.stringify(localStorage)]
    for (const name of ['zhibutong', 'zhibutong-carried']) {
      const database = await read(indexedDB.open(name))
      for (const store of Array.from(database.objectStoreNames)) {
        const rows = await read(database.transaction(store).objectStore(store).getAll())
        said.push(
          JSON.stringify([store, rows], (_key, value: unknown) =>
            value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value,
          ),
        )
      }
      database.close()
    }
    return said.join('\n')
  })
}

/** Waits until the scripts that this page has loaded, and those that `also` names, open without a line. */
export async function waitForShell(page: Page, also = /./): Promise<void> {
  const lacking = () =>
    page.evaluate(async () => {
      const cached = (await (await caches.open('zhibutong-shell-1')).keys()).map(({ url }) => url)
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
      const missing = loaded.filter((url) => /\/m\/assets\/.*\.js$/.test(url) && !cached.includes(url))
      return { missing, cached: cached.join(' ') }
    })
  await expect.poll(async () => (await lacking()).missing, { timeout: 20_000 }).toEqual([])
  await expect.poll(async () => (await lacking()).cached, { timeout: 20_000 }).toMatch(also)
}
