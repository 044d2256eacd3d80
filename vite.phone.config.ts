import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = process.env.ZHIBUTONG_API ?? 'http://127.0.0.1:3000'

/** The phone pages at `/m/`: the same components on Preact, a tenth of React's script. */
export default defineConfig({
  root: here('./web/app/phone'),
  base: '/m/',
  cacheDir: here('./node_modules/.vite/phone'),
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
