import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The style sheets of pages without a script are read from beside the code that serves them. */
function bringStyles(): Plugin {
  return {
    name: 'bring-styles',
    writeBundle({ dir }) {
      const styles = readdirSync(here('./server/public')).filter((name) => name.endsWith('.css'))
      for (const name of styles) copyFileSync(here(`./server/public/${name}`), join(dir as string, name))
    },
  }
}

/**
 * The server and its commands, a thousand sources in a few files: reading them one by one was half of what a start took.
 * What a command loads only when it needs it stays in a file of its own; packages stay where they are. All lies in one
 * folder, since the code looks for its styles, its threads and the project from where it is.
 */
export default defineConfig({
  plugins: [bringStyles()],
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: here('./dist/server/cli'),
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: { run: here('./server/cli/run.ts'), thread: here('./server/core/spreadsheet/thread.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', keepNames: true },
    },
  },
})
