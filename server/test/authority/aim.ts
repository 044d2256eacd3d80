import type { EndpointSpec } from '../../../contract/endpoint.ts'
import type { Sent } from '../app.ts'
import type { Plot } from './ground.ts'
import type { Planted } from './plant.ts'
import { fill, schemaOf } from './plausible.ts'

const toColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Where the word before a parameter is not the name of its table. */
const tables: Record<string, string> = {
  'members/:memberId/posts/:postId': 'member_posts',
  'talks/:caseId': 'talk_cases',
  'left-out/:leftOutId': 'talk_left_out',
  'contacts/:linkId': 'contact_leaders',
}

function rowOf(planted: Planted, path: string, param: string) {
  const upTo = path.slice(1, path.indexOf(`:${param}`) + param.length + 1)
  const word = (upTo.split('/').at(-2) ?? '').replaceAll('-', '_')
  const named = Object.entries(tables).find(([end]) => upTo.endsWith(end))?.[1]
  const fits = [...planted].filter(([, row]) => toColumn(param) in row)
  const [, row] =
    fits.find(([table]) => table === named) ??
    fits.find(([table]) => table === word) ??
    fits.find(([table]) => table.endsWith(word)) ??
    fits.find(([table]) => table.startsWith(word.replace(/s$/, ''))) ??
    fits[0] ??
    []
  return row
}

/** What a name in an address, a query or a body stands for at this organisation. */
function knownAt({ orgId, memberId, accountId, grantId, planted, around }: Plot, path: string) {
  const fixed: Record<string, unknown> = {
    ...{ orgId, memberId, accountId, grantId, parentId: orgId, placeOrgId: orgId },
    ...{ intoId: around.sibling, toId: around.sibling, role: 'member', year: 2026, month: '2026-11' },
    ...{
      added: [],
      removed: [],
      exceptions: [],
      key: 'document-001',
      code: 'a',
      slot: '2026-11-10',
      ruleCode: 'A',
    },
  }
  return (name: string): unknown => {
    if (name in fixed) return fixed[name]
    return name.endsWith('Id') ? rowOf(planted, path, name)?.[toColumn(name)] : undefined
  }
}

/** A request for what this organisation has: every parameter names one of its things, and the rest is plausible. */
export function requestAt(spec: EndpointSpec, plot: Plot): Sent<EndpointSpec> {
  const known = knownAt(plot, spec.path)
  const inPath = (name: string) => known(name) ?? rowOf(plot.planted, spec.path, name)?.[toColumn(name)]
  const { required = [] } = schemaOf(spec.query)
  const query = Object.entries(fill(schemaOf(spec.query), known)).filter(([name]) => required.includes(name))
  return {
    params: fill(schemaOf(spec.params), inPath),
    query: Object.fromEntries(query),
    body: spec.body ? fill(schemaOf(spec.body), known) : {},
    ...(spec.consumes === 'file' && { file: { name: '名册.csv', bytes: Buffer.from('姓名\n张三\n') } }),
  }
}
