import { useCall } from '../../lib/use-call.ts'

/** The organisations in one's scope that stand, in the order of the tree, indented by their depth. */
export function useOrganisations(): { value: string; label: string }[] {
  const tree = useCall('getTree', {})
  return (tree.data?.rows ?? [])
    .filter((row) => row.inScope && row.dissolvedOn === null)
    .map((row) => ({ value: String(row.orgId), label: `${'\u3000'.repeat(row.depth)}${row.name}` }))
}
