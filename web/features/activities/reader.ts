import type { Detail } from './use-record.ts'

/** How much of a roll a page was given: all of it, a branch's part, or only the reader's own row. */
export function readerOf({ roll, activity }: Detail, memberId: string | null): 'whole' | 'part' | 'own' {
  if (roll.length >= activity.expected) return 'whole'
  return roll.length === 1 && roll[0]?.memberId === memberId ? 'own' : 'part'
}
