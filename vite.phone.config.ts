import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = process.env.ZHIBUTONG_API ?? 'http://127.0.0.1:3000'

/** Every word in quotes of the sources that a phone may load: the names of what it asks are among them. */
function quotedWords(): Set<string> {
  const isOffice = (path: string) => /\.office\.tsx$|\/office\.ts$|^app\/office\/|\.generated\.ts$/.test(path)
  const paths = readdirSync(here('./web'), { recursive: true, encoding: 'utf8' })
  const sources = paths.filter((path) => /\.tsx?$/.test(path) && !isOffice(path.replaceAll('\\', '/')))
  const texts = sources.map((path) => readFileSync(here(`./web/${path}`), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/['"`](\w+)['"`]/g)].map((match) => match[1] ?? '')),
  )
}

/** The first load carries the addresses of what phone pages ask, not of every desk's: a fifth of the budget else. */
function ownEndpoints(): Plugin {
  return {
    name: 'own-endpoints',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/endpoint-table.generated.ts')) return undefined
      const used = quotedWords()
      const table = code.replace(/^ {2}(\w+):\s*'[^']*',\n/gm, (line, name: string) =>
        used.has(name) ? line : '',
      )
      return { code: table, map: null }
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
