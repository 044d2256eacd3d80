import type { CallOutput } from '../../lib/call-types.ts'
import { messages } from './messages.ts'
import { exitWords, wordOf } from './words.ts'

export type MemberRow = CallOutput<'listMembers'>['rows'][number]
const words = messages.list

/** Rows of more organisations than one say of which each is. */
export function isOfSeveral(rows: readonly Pick<MemberRow, 'orgId'>[]): boolean {
  return rows.some((row) => row.orgId !== rows[0]?.orgId)
}

/** What a list says beside a name that is not as usual, in words: no colour, no frame. */
export function marksOf({ isLost, isFloating, floatingTo }: MemberRow): string[] {
  const away = floatingTo ? `${words.floatingMark}，${floatingTo}` : words.floatingMark
  return [...(isLost ? [words.lostMark] : []), ...(isFloating ? [away] : [])]
}

/** 正式党员; of who has left how and when. */
export function stageOf(row: Pick<MemberRow, 'stage' | 'stageLabel' | 'exitKind' | 'exitedOn'>): string {
  if (row.stage !== 'exited' || !row.exitedOn) return row.stageLabel
  return words.exitedOn(wordOf(exitWords, row.exitKind), row.exitedOn)
}
