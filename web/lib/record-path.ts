/**
 * Where the record behind an entry is read and corrected, below the entry's base; nothing where it has no page, or
 * where the reader is not told which one it is.
 */
export function recordPath({ kind, id }: { kind: string; id: string | null }): string | undefined {
  if (id === null) return undefined
  if (kind === 'activity') return `/activities/${id}`
  if (kind === 'honour') return '/honours'
  if (kind === 'assessment') return `/assessments/${id}`
  if (kind === 'appraisal') return `/appraisals/${id}`
  if (kind === 'revisit') return `/enterprise-revisits/${id}`
  return kind === 'hand-entry' ? '/hand-entries' : undefined
}
