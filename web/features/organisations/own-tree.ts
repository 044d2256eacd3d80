type Row = { orgId: number; parentId: number | null; inScope: boolean }

/** What is one's own, and what stands above it: the way down from the county without the branches beside it. */
export function ownTree<R extends Row>(rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.orgId, row]))
  const kept = new Set<number>()
  for (const row of rows) {
    if (!row.inScope) continue
    for (let at: R | undefined = row; at && !kept.has(at.orgId); at = byId.get(at.parentId ?? 0))
      kept.add(at.orgId)
  }
  return rows.filter((row) => kept.has(row.orgId))
}
