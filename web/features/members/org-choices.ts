import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'

export type Org = CallOutput<'getTree'>['rows'][number]
type Option = { value: string; label: string }

/** The living organisations of the county, in the order of the tree. */
export function useTree(): readonly Org[] {
  const rows = useQuery(ask('getTree', {})).data?.rows ?? []
  return rows.filter((org) => !org.dissolvedOn)
}

function optionOf(org: Org, least = org.depth): Option {
  return { value: String(org.orgId), label: '　'.repeat(org.depth - least) + org.name }
}

/** Those in reach, set in by their depth. */
export function choicesInScope(tree: readonly Org[]): Option[] {
  const own = tree.filter((org) => org.inScope)
  const least = Math.min(...own.map((org) => org.depth))
  return own.map((org) => optionOf(org, least))
}

function above(tree: readonly Org[], orgId: number): number[] {
  const org = tree.find((one) => one.orgId === orgId)
  return org ? [orgId, ...(org.parentId === null ? [] : above(tree, org.parentId))] : []
}

/** The grids that stand nearest to a branch first: those of its village, then those of its township, then all. */
export function gridChoices(tree: readonly Org[], branchId: number): Option[] {
  const path = above(tree, branchId)
  const near = (org: Org) => above(tree, org.orgId).findIndex((one) => path.includes(one))
  const shared = (org: Org) => path.indexOf(above(tree, org.orgId)[near(org)] ?? 0)
  const grids = tree.filter((org) => org.kind === 'grid' && near(org) !== -1)
  return grids.sort((one, two) => shared(one) - shared(two)).map((org) => optionOf(org))
}

export function groupChoices(tree: readonly Org[], branchId: number): Option[] {
  const groups = tree.filter((org) => org.kind === 'group' && above(tree, org.orgId).includes(branchId))
  return groups.map((org) => optionOf(org))
}

/** Branches into which one may enter people; one alone needs no choice. */
export function branchChoices(tree: readonly Org[]): Option[] {
  return tree.filter((org) => org.kind === 'branch' && org.inScope).map((org) => optionOf(org))
}
