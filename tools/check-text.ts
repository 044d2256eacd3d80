/** `npm run check:text`: sizes of files and functions, words that must not be handed in, names of tests. */
import { readFileSync } from 'node:fs'
import { isCode, listProjectFiles } from './project-files.ts'
import { measure } from './sizes.ts'
import { type Finding, findWords } from './text-rules.ts'

/** Not written by people; and the tests of the tools, which must show what is refused. */
const passedOver =
  /^package-lock\.json$|^tools\/.*\.test\.ts$|\.(?:png|jpe?g|webp|ico|woff2?|ttf|xlsx?|docx?|pdf|zip|br|gz)$/

const show = ({ path, line, says }: Finding) => `${path}:${line} ${says}`

const files = listProjectFiles().filter((path) => !passedOver.test(path))
const texts = files.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const sizes = texts.filter(({ path }) => isCode(path)).map(({ path, text }) => measure(path, text))
const faults = [
  ...texts.flatMap(({ path, text }) => findWords(path, text)),
  ...sizes.flatMap(({ split }) => split),
]
const looked = sizes.flatMap(({ looked }) => looked)
if (looked.length > 0) console.log(['Long, to be looked at:', ...looked.map(show)].join('\n'))
for (const fault of faults) console.error(show(fault))
console.log(`${files.length} files, ${faults.length} faults`)
if (faults.length > 0) process.exitCode = 1
