import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

let bundled: Promise<URL> | undefined

/** Bundles TypeScript sources for a thread of a Node that cannot load them; once per process, tests only. */
export function bundleThread(source: URL): Promise<URL> {
  bundled ??= bundle(source)
  return bundled
}

async function bundle(source: URL): Promise<URL> {
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('.', source)),
    build: { ssr: fileURLToPath(source), write: false, target: 'node20' },
  })
  const output = 'output' in built ? built.output : []
  const code = output.map((part) => (part.type === 'chunk' ? part.code : '')).join('')
  return store(code)
}

/** Under node_modules, so that the packages the bundle imports are found; renamed into place, as tests run at once. */
function store(code: string): URL {
  const folder = fileURLToPath(new URL('../../../node_modules/.cache/zhibutong/', import.meta.url))
  const file = `${folder}thread-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, code)
  renameSync(`${file}.${process.pid}`, file)
  return pathToFileURL(file)
}
