import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (path: string) =>
  readFileSync(join(import.meta.dirname, path), 'utf8').replace(/\/\*[^]*?\*\//g, '')

/** Custom properties by the selector under which they stand. */
function tokensOf(css: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
      for (const selector of selectors.split(','))
        found.set(`${selector.trim()} ${name}`, value.replace(/\s+/g, ' ').replace(/'/g, '"').trim())
    }
  }
  return found
}

test.each(['public.css', 'print.css'])('the tokens of %s are those of the design', (file) => {
  const design = tokensOf(read('../../web/ui/tokens.css'))
  const own = [...tokensOf(read(file))]
  expect(own.length).toBeGreaterThan(3)
  const others = own.filter(([token, value]) => normal(design.get(token)) !== normal(value))
  expect(others).toEqual([])
})

/** `.9375rem` and `0.9375rem` are one value. */
function normal(value: string | undefined): string | undefined {
  return value?.replace(/(^|[\s(,])\./g, '$10.').toLowerCase()
}

test.each(['public.css', 'print.css'])(
  '%s stays within Chrome 87 and uses only tokens that it has',
  (file) => {
    const css = read(file)
    expect(css).not.toMatch(/:is\(|:has\(|:where\(|@layer|@container|color-mix|inset:|aspect-ratio|&/)
    const declared = new Set([...tokensOf(css).keys()].map((token) => token.split(' ').at(-1)))
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1] ?? '')
    expect(used.filter((name) => !declared.has(name))).toEqual([])
  },
)
