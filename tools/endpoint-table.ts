/**
 * Writes web/lib/endpoint-table.generated.ts: endpoint name → method, path and what is not JSON.
 * The web client takes its types from the contract and its addresses from this table,
 * so no schema library travels to a phone. `--check` writes nothing and fails when it is out of step.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { EndpointSpec } from '../contract/endpoint.ts'
import { endpoints } from '../contract/endpoints.ts'

const target = 'web/lib/endpoint-table.generated.ts'
const lineWidth = 110

/** `POST /members/imports file>json`; the last word is left out where both sides are JSON. */
function describeEndpoint(spec: EndpointSpec): string {
  const consumes = spec.consumes ?? 'json'
  const produces = spec.produces ?? 'json'
  const kinds = consumes === 'json' && produces === 'json' ? '' : ` ${consumes}>${produces}`
  return `${spec.method} ${spec.path}${kinds}`
}

function printEntry([name, spec]: [string, EndpointSpec]): string {
  const value = `'${describeEndpoint(spec)}',`
  const line = `  ${name}: ${value}`
  return line.length > lineWidth ? `  ${name}:\n    ${value}` : line
}

/** Two names for one method and path would make the second unreachable on the server. */
function refuseDoubles(all: [string, EndpointSpec][]): void {
  const seen = new Map<string, string>()
  for (const [name, spec] of all) {
    const address = `${spec.method} ${spec.path.replace(/:\w+/g, ':')}`
    const other = seen.get(address)
    if (other) throw new Error(`${name} and ${other} are both ${address}`)
    seen.set(address, name)
  }
}

function printTable(): string {
  const all = Object.entries<EndpointSpec>(endpoints).sort(([a], [b]) => (a < b ? -1 : 1))
  refuseDoubles(all)
  return [
    '// Written by tools/endpoint-table.ts from contract/endpoints.ts. Do not edit.',
    "import type { EndpointName } from '../../contract/endpoints.ts'",
    '',
    'export const endpointTable: Record<EndpointName, string> = {',
    ...all.map(printEntry),
    '}',
    '',
  ].join('\n')
}

function readTarget(): string {
  try {
    return readFileSync(target, 'utf8')
  } catch {
    return ''
  }
}

const wanted = printTable()
if (readTarget() !== wanted) {
  if (process.argv.includes('--check')) {
    console.error(
      `${target} is out of step with contract/: run node tools/run-ts.mjs tools/endpoint-table.ts`,
    )
    process.exit(1)
  }
  writeFileSync(target, wanted)
  console.log(`wrote ${target}`)
}
