/**
 * What a phone must fetch before it shows anything: the scripts that index.html names and all that they
 * import at once. At most 40 KiB gz (interface.md); each later page is printed beside it. Run after the build.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const folder = 'dist/web/m'
const budget = 40 * 1024

type Script = { name: string; size: number; imports: string[] }

/** `from"./x.js"` and `import"./x.js"` load at once; `import("./x.js")` does not. */
function readScript(name: string): Script {
  const code = readFileSync(`${folder}/assets/${name}`)
  const text = code.toString('utf8')
  const imports = [...text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
    ([, file]) => file ?? '',
  )
  return { name, size: gzipSync(code).length, imports }
}

function readScripts(): Map<string, Script> {
  const names = readdirSync(`${folder}/assets`).filter((name) => name.endsWith('.js'))
  return new Map(names.map((name) => [name, readScript(name)]))
}

function readFirst(): string[] {
  const page = readFileSync(`${folder}/index.html`, 'utf8')
  return [...page.matchAll(/(?:src|href)="\/m\/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name ?? '')
}

function withImports(names: string[], scripts: Map<string, Script>): Set<string> {
  const found = new Set<string>()
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const script = scripts.get(name)
    if (!script) throw new Error(`${folder}/assets/${name} is not there`)
    if (!found.has(name)) open.push(...script.imports)
    found.add(name)
  }
  return found
}

function print(size: number): string {
  return `${(size / 1024).toFixed(1)} KiB`
}

function main(): void {
  const scripts = readScripts()
  const first = withImports(readFirst(), scripts)
  const sizeOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (scripts.get(name)?.size ?? 0), 0)
  if (first.size === 0) throw new Error(`${folder}/index.html names no script`)

  for (const name of first) console.log(`  first  ${print(sizeOf([name])).padStart(9)}  ${name}`)
  for (const name of scripts.keys()) {
    if (first.has(name)) continue
    const more = [...withImports([name], scripts)].filter((one) => !first.has(one))
    console.log(`  later  ${print(sizeOf(more)).padStart(9)}  ${name}`)
  }
  const total = sizeOf(first)
  console.log(`phone, first load: ${print(total)} of ${print(budget)} gz`)
  if (total > budget) process.exit(1)
}

main()
