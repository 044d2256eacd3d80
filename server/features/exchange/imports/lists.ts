import type { ListWhat } from '../../../../contract/imports.ts'
import { householdList } from '../household-list/household-list.ts'
import type { ListKind } from './list-kind.ts'
import { memberList } from './member-list.ts'

const lists: Record<ListWhat, ListKind> = { members: memberList, households: householdList }

/** What is particular about a kind of list. */
export function listOf(what: string): ListKind {
  return lists[what as ListWhat]
}
