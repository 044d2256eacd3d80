import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Entry = 'office' | 'phone'

/** A page of a feature's list stands as `path: '/members/:memberId', title: …`; what a menu leads to has no title. */
const page = /path: '([^']+)',\s*title:/g

/** The phone's own two, beside those of its features. */
const own: Record<Entry, string[]> = { office: [], phone: ['/record', '/me'] }

/** The path of every page of an entry, as its feature writes it: `/members/:memberId`. */
export async function pagesOf(entry: Entry): Promise<string[]> {
  const folder = join('web', 'app', entry)
  const list = await readFile(join(folder, 'features.ts'), 'utf8')
  const files = [...list.matchAll(/from '(\.\.\/\.\.\/features\/[^']+)'/g)].map((match) => match[1] ?? '')
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return [...own[entry], ...texts.flatMap((text) => [...text.matchAll(page)].map((match) => match[1] ?? ''))]
}

/** Which of the pages an address below the entry's base is; a page with a word of its own goes before a parameter. */
export function pageAt(pages: readonly string[], path: string): string | undefined {
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)
  return pages.find((each) => each === path) ?? pages.find(fits)
}
