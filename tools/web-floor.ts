/**
 * Looks through the built web pages for what must not be in them: the schema library (the client takes
 * types from the contract, never values), and what Chrome 87 does not know and no build lowers for us.
 * Run after the build.
 */
import { readdirSync, readFileSync } from 'node:fs'

const folder = 'dist/web'

/** In script: only names that cannot be something else. */
const refusedInScript: Record<string, RegExp> = {
  'the schema library zod': /\$ZodType|ZodError/,
  'Array.at, since Chrome 92': /\)\.at\(-1\)|\]\.at\(-1\)|\.at\(-1\)/,
  'structuredClone, since 98': /\bstructuredClone\(/,
  'Object.hasOwn, since 93': /\bObject\.hasOwn\(/,
  'Array.findLast, since 97': /\.findLast(?:Index)?\(/,
  'Array.toSorted, since 110': /\.to(?:Sorted|Reversed|Spliced)\(/,
  'crypto.randomUUID, since 92, and only on HTTPS': /\.randomUUID\(/,
  'AbortSignal.timeout, since 103': /\bAbortSignal\.(?:timeout|any)\(/,
  'Promise.withResolvers, since 119': /\bPromise\.withResolvers\(/,
  'Object.groupBy, since 117': /\b(?:Object|Map)\.groupBy\(/,
}

/** In our own stylesheets. antd's :has() only adds focus rings, which base.css gives to all. */
const refusedInStyle: Record<string, RegExp> = {
  ':is() or :where(), since Chrome 88': /:(?:is|where)\(/,
  ':has(), since 105': /:has\(/,
  'aspect-ratio, since 88': /[;{]aspect-ratio:/,
  'container queries, since 105': /@container/,
  'cascade layers, since 99': /@layer/,
  'color-mix(), since 111': /color-mix\(/,
  'dynamic viewport units, since 108': /\d[dsl]v[hw]\b/,
}

function findRefused(file: string): string[] {
  const refused = file.endsWith('.css') ? refusedInStyle : refusedInScript
  const text = readFileSync(file, 'utf8')
  return Object.entries(refused)
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => `${file}: ${what}`)
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(js|css)$/.test(file),
)
if (files.length === 0) throw new Error(`nothing is built in ${folder}`)
const found = files.flatMap((file) => findRefused(`${folder}/${file}`))
for (const line of found) console.error(line)
console.log(`web floor: ${files.length} files, ${found.length} refused`)
if (found.length > 0) process.exit(1)
