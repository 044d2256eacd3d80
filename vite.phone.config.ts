import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replaceAll('\\', '/')
const api = process.env.ZHIBUTONG_API ?? 'http://127.0.0.1:3000'

const table = here('./web/lib/endpoint-table.generated.ts')
const quoted = /['"`](\w+)['"`]/g

function wordsIn(text: string): string[] {
  return [...text.matchAll(quoted)].map((match) => match[1] ?? '')
}

/** Method and path by the name of an endpoint, as the written table has them. */
function readTable(): Map<string, string> {
  const lines = readFileSync(table, 'utf8').matchAll(/^ {2}(\w+):\s*'([^']*)',$/gm)
  return new Map([...lines].map(([, name = '', address = '']) => [name, address]))
}

/**
 * What may be asked before the page that first asked it is there again: what waits in the outbox is sent at the next
 * start, whatever page is open. It is told by who keeps it.
 */
function namesOfKept(): Set<string> {
  const paths = readdirSync(here('./web/features'), { recursive: true, encoding: 'utf8' })
  const sources = paths.filter((path) => /\.tsx?$/.test(path) && !/\.office\.tsx$|\/office\.ts$/.test(path))
  const texts = sources.map((path) => readFileSync(here(`./web/features/${path}`), 'utf8'))
  return new Set(texts.filter((text) => text.includes('/outbox/')).flatMap(wordsIn))
}

/**
 * Every module brings the addresses of what it asks along, so that the first load carries its own and no other page's: a
 * fifth of the budget else.
 */
function ownEndpoints(): Plugin {
  const all = readTable()
  const kept = namesOfKept()
  const print = (names: Iterable<string>) =>
    JSON.stringify(Object.fromEntries([...names].map((name) => [name, all.get(name)])))
  return {
    name: 'own-endpoints',
    enforce: 'pre',
    transform(code, id) {
      const [path = ''] = id.split('?')
      if (path === table) {
        const first = [...all.keys()].filter((name) => kept.has(name))
        return { code: `export const endpointTable = ${print(first)}`, map: null }
      }
      if (!path.startsWith(here('./web/')) || !/\.tsx?$/.test(path)) return undefined
      const own = new Set(wordsIn(code).filter((name) => all.has(name) && !kept.has(name)))
      if (own.size === 0) return undefined
      const bring = `import { endpointTable as ownEndpoints } from ${JSON.stringify(table)}`
      return { code: `${bring}\n${code}\nObject.assign(ownEndpoints, ${print(own)})\n`, map: null }
    },
  }
}

/** The phone pages at `/m/`: the same components on Preact, a tenth of React's script. */
export default defineConfig({
  root: here('./web/app/phone'),
  base: '/m/',
  cacheDir: here('./node_modules/.vite/phone'),
  plugins: [ownEndpoints()],
  resolve: {
    alias: [
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      // React 17's missing hook, which Preact has.
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    outDir: here('./dist/web/m'),
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    assetsInlineLimit: 0,
  },
  server: { port: 5174, strictPort: true, proxy: { '/api': api, '/public': api } },
})
