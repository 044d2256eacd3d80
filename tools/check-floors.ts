/** `npm run check:floors`: every import of the project against the floors and rooms of docs/architecture.md. */
import { readFileSync } from 'node:fs'
import {
  type Compositions,
  findBreaches,
  findStaleCompositions,
  findUnplaced,
  findWebBreaches,
} from './floors.ts'
import { readImports } from './imports.ts'
import type { Floors } from './places.ts'
import { isCode, listProjectFiles } from './project-files.ts'

const { webCompositions, ...floors } = JSON.parse(readFileSync('tools/floors.json', 'utf8')) as Floors & {
  webCompositions: Compositions
}
const files = listProjectFiles().filter(isCode)
const imports = files.flatMap((path) => readImports(path, readFileSync(path, 'utf8')))
const faults = [
  ...findUnplaced(files, floors),
  ...findBreaches(imports, floors),
  ...findWebBreaches(imports, webCompositions),
  ...findStaleCompositions(imports, webCompositions),
]
for (const fault of faults) console.error(fault)
console.log(`${files.length} files, ${imports.length} imports, ${faults.length} against the floors`)
if (faults.length > 0) process.exitCode = 1
