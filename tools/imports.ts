import { dirname, join } from 'node:path/posix'
import { parseSync } from 'oxc-parser'

/** One import or re-export. `to`: a path from the root, `npm:<package>` or `node:<module>`. */
export type Import = { from: string; to: string; typeOnly: boolean }

/**
 * What a source file imports, re-exports and loads later (`import()`), with types told from values. `path` is
 * relative to the root and tells TypeScript from JSX.
 */
export function readImports(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const add = (request: string, typeOnly: boolean) => ({
    from: path,
    to: resolveRequest(path, request),
    typeOnly,
  })
  const imported = module.staticImports.map(({ moduleRequest, entries }) =>
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
  )
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [add(moduleRequest.value, isType)] : [])),
  )
  const lazyAt = new Set(module.dynamicImports.map(({ moduleRequest }) => moduleRequest.start))
  const called = [...source.matchAll(/\bimport\(\s*(['"`])([^'"`$]+)\1\s*\)/g)].map((match) => {
    const at = match.index + match[0].search(/['"`]/)
    return add(match[2] ?? '', !lazyAt.has(at))
  })
  return [...imported, ...exported, ...called]
}

function resolveRequest(from: string, request: string): string {
  if (request.startsWith('.')) return join(dirname(from), request.replace(/\?.*$/, ''))
  if (request.startsWith('node:')) return request
  const name = request.split('/').slice(0, request.startsWith('@') ? 2 : 1)
  return `npm:${name.join('/')}`
}
