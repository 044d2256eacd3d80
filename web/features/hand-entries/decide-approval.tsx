import type { CallOutput } from '../../lib/call-types.ts'
import { formatGain } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { StampWord } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { Verdict } from './verdict.tsx'

export type WaitingRow = CallOutput<'listApprovals'>['rows'][number]

/** A fact that a rule holds back until a second person has spoken. */
export function DecideApproval({ row }: { row: WaitingRow }) {
  const { factId, ruleCode, memberName } = row
  const { save, saving, error } = useSave('decideApproval', `approval:${factId}:${ruleCode}`)
  if (!row.abilities.decide) return <StampWord state="due">{messages.others}</StampWord>
  const points = formatGain(row.points)
  const decide = async (approved: boolean, note: string | null) => {
    const answer = await save({ params: { factId, ruleCode }, body: { approved, note } })
    if (!answer) return false
    const sentence = approved ? messages.approved(memberName, points) : messages.declined(memberName)
    tell({ tone: 'done', sentence })
    return true
  }
  return <Verdict name={memberName} points={points} error={error} busy={saving} onDecide={decide} />
}
