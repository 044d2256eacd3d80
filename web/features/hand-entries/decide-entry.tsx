import { go, to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { Verdict } from './verdict.tsx'
import { type EntryRow, sayCourse, sayWhat } from './what.ts'

const stamps: Record<EntryRow['state'], StampState> = {
  proposed: 'due',
  seconded: 'due',
  approved: 'done',
  declined: 'excused',
}

/** How it stands, who said so, and in what words. */
export function EntryState({ row }: { row: EntryRow }) {
  const { today } = useSession()
  const said = sayCourse(row, today).join('，')
  return (
    <>
      <StampWord state={stamps[row.state]}>{messages.states[row.state]}</StampWord>{' '}
      {said && <span className="note">{said}</span>}
    </>
  )
}

/** What was declined may be proposed once more, with what was written then. */
export function ProposeAgain({ row }: { row: EntryRow }) {
  return (
    <Button
      tone="quiet"
      label={messages.againLabel(sayWhat(row))}
      onPress={() => go(to(`/hand-entries/new?again=${row.handEntryId}`))}
    >
      {messages.again}
    </Button>
  )
}

export function DecideEntry({ row }: { row: EntryRow }) {
  const { save, saving, error } = useSave('decideHandEntry', `hand-entry:${row.handEntryId}`)
  const what = sayWhat(row)
  const decide = async (approve: boolean, note: string | null) => {
    const answer = await save({ params: { handEntryId: row.handEntryId }, body: { approve, note } })
    if (!answer) return false
    const said = { approved: messages.approved, seconded: messages.passedOn, declined: messages.declined }
    const say = answer.state === 'proposed' ? messages.passedOn : said[answer.state]
    tell({ tone: 'done', sentence: say(row.memberName, what) })
    return true
  }
  return <Verdict name={row.memberName} what={what} error={error} busy={saving} onDecide={decide} />
}
