import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const api = process.env.ZHIBUTONG_API ?? 'http://127.0.0.1:3000'
const phone = process.env.ZHIBUTONG_PHONE_DEV ?? 'http://127.0.0.1:5174'

/**
 * antd gives its styles the nonce of the policy, but what lies under it (locking the scroll, measuring a
 * scroll bar) writes style elements without one, which a browser then refuses. All of it goes through one
 * module; this wraps that one.
 */
function giveStylesTheNonce(): Plugin {
  const wrapped = '\0nonced-css'
  let original = ''
  return {
    name: 'give-styles-the-nonce',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const theirs = /(^|\/)dynamicCSS(\.js)?$/.test(source) && importer?.includes('/@rc-component/util/')
      if (!theirs) return undefined
      original = (await this.resolve(source, importer, { skipSelf: true }))?.id ?? ''
      return wrapped
    },
    load(id) {
      if (id !== wrapped) return undefined
      return `
        import { updateCSS as write } from ${JSON.stringify(original)}
        import { readNonce } from ${JSON.stringify(here('./web/app/office/nonce.ts'))}
        export * from ${JSON.stringify(original)}
        export const updateCSS = (css, key, option) => write(css, key, { csp: { nonce: readNonce() }, ...option })`
    },
  }
}

/** The office pages at `/`. Built first: it empties dist/web, where the phone pages then move into m/. */
export default defineConfig({
  root: here('./web/app/office'),
  base: '/',
  cacheDir: here('./node_modules/.vite/office'),
  plugins: [giveStylesTheNonce(), react()],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    // Files stay files: a picture inside a stylesheet cannot be cached by itself.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: {
    port: 5173,
    proxy: { '/api': api, '/public': api, '/print': api, '/m/': { target: phone, ws: true } },
  },
})
