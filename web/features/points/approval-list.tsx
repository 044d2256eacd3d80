import './points.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Waiting = CallOutput<'listApprovals'>['rows'][number]
const words = messages.approvals

type DeclineProps = { onDecline: (note: string) => void; onKeep: () => void; busy: boolean; problem?: string }

/** Declining says why; the member reads it. */
function Decline({ onDecline, onKeep, busy, problem }: DeclineProps) {
  const [note, setNote] = useState('')
  return (
    <div className="form">
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={note}
        onType={setNote}
        problem={problem}
        maxLength={200}
      />
      <div className="two">
        <Button busy={busy} onPress={() => onDecline(note)}>
          {words.decline}
        </Button>
        <Button tone="quiet" onPress={onKeep}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}

/** Whose word is next, by when, or who let the day pass. */
function sayStep({ step, steps, dueOn, letLieBy }: Waiting, today: string): string {
  const turn = steps > 1 ? [step > 1 ? words.second : words.first] : []
  if (letLieBy) return [...turn, words.letLie(letLieBy)].join('，')
  return [...turn, ...(dueOn ? [words.dueOn(formatDay(dueOn, today))] : [])].join('，')
}

/** Yes and no weigh the same: neither button is red. */
function Row({ row }: { row: Waiting }) {
  const { today } = useSession()
  const [declining, setDeclining] = useState(false)
  const { save, saving, error } = useSave('decideApproval')
  const decide = async (approved: boolean, note: string | null) => {
    const params = { factId: row.factId, ruleCode: row.ruleCode }
    if (!(await save({ params, body: { approved, note } }))) return
    const { memberName, points } = row
    tell({
      tone: 'done',
      sentence: approved ? words.approved(memberName, points) : words.declined(memberName),
    })
  }
  const problem = fieldMessage(error, 'body.note')
  return (
    <li className="waiting">
      <div>
        <b>{row.memberName}</b>
        <span>
          {formatDay(row.day, today)}　{row.ruleName}　{row.orgName}
        </span>
        <span>{sayStep(row, today)}</span>
      </div>
      <b className="num">{formatGain(row.points)}</b>
      {error && !problem && <Trouble error={error} />}
      {!row.abilities.decide && <span>{words.others}</span>}
      {row.abilities.decide && !declining && (
        <div className="two">
          <Button
            busy={saving}
            label={words.approveWhom(row.memberName, row.ruleName)}
            onPress={() => void decide(true, null)}
          >
            {words.approve}
          </Button>
          <Button label={words.declineWhom(row.memberName, row.ruleName)} onPress={() => setDeclining(true)}>
            {words.decline}
          </Button>
        </div>
      )}
      {declining && (
        <Decline
          busy={saving}
          problem={problem}
          onDecline={(note) => void decide(false, note || null)}
          onKeep={() => setDeclining(false)}
        />
      )}
    </li>
  )
}

/** What waits for a second person's word before it counts. */
export function ApprovalList() {
  const approvals = useCall('listApprovals', { query: { limit: 200 } })
  return (
    <Answer of={approvals}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{words.empty}</Empty>
        ) : (
          <ul className="waitings">
            {rows.map((row) => (
              <Row key={`${row.factId}.${row.ruleCode}`} row={row} />
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
