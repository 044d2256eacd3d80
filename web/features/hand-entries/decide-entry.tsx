import type { CallOutput } from '../../lib/call-types.ts'
import { formatGain } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { Verdict } from './verdict.tsx'

export type EntryRow = CallOutput<'listHandEntries'>['rows'][number]

const stamps: Record<EntryRow['state'], StampState> = {
  proposed: 'due',
  approved: 'done',
  declined: 'excused',
}

/** Who decided, and in what words; nothing while it waits. */
export function sayDecision({ decidedByName, note }: EntryRow): string | undefined {
  if (!decidedByName) return undefined
  return note ? messages.decidedWith(decidedByName, note) : messages.decidedBy(decidedByName)
}

/** How it stands, who said so, and in what words. */
export function EntryState({ row }: { row: EntryRow }) {
  const said = sayDecision(row)
  return (
    <>
      <StampWord state={stamps[row.state]}>{messages.states[row.state]}</StampWord>{' '}
      {said && <span className="note">{said}</span>}
    </>
  )
}

export function DecideEntry({ row }: { row: EntryRow }) {
  const { save, saving, error } = useSave('decideHandEntry', `hand-entry:${row.handEntryId}`)
  const points = formatGain(row.points)
  const decide = async (approve: boolean, note: string | null) => {
    const answer = await save({ params: { handEntryId: row.handEntryId }, body: { approve, note } })
    if (!answer) return false
    const sentence = approve ? messages.approved(row.memberName, points) : messages.declined(row.memberName)
    tell({ tone: 'done', sentence })
    return true
  }
  return <Verdict name={row.memberName} points={points} error={error} busy={saving} onDecide={decide} />
}
