import { type CaseKind, caseKinds } from '../../../contract/case-words.ts'
import { cardTable } from './card-table.ts'
import { issueTable } from './issue-table.ts'
import { requestTable } from './request-table.ts'
import type { CaseTable } from './table.ts'
import { wishTable } from './wish-table.ts'

export const caseTables: Readonly<Record<CaseKind, CaseTable>> = {
  request: requestTable,
  card: cardTable,
  wish: wishTable,
  issue: issueTable,
}
export const caseProcedures: readonly CaseTable[] = caseKinds.map((kind) => caseTables[kind])
