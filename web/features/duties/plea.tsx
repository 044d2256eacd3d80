import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, splitInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Plea = CallOutput<'getDutyRecords'>['rows'][number]['pleas'][number]

function Decide({ pleaId }: { pleaId: string }) {
  const write = useSave('decidePlea', `plea:${pleaId}`)
  const send = (approve: boolean) => (note: string) =>
    write.save({ params: { pleaId }, body: { approve, note: note || null } })
  return (
    <>
      <AskReason
        verb={messages.approve}
        hint={messages.approveHint}
        why={messages.approveWhy}
        optional
        write={write}
        onSend={send(true)}
        done={messages.decided}
      />
      <AskReason
        verb={messages.decline}
        hint={messages.declineHint}
        why={messages.declineWhy}
        write={write}
        onSend={send(false)}
        done={messages.decided}
      />
    </>
  )
}

function Withdraw({ pleaId }: { pleaId: string }) {
  const write = useSave('withdrawPlea', `plea:${pleaId}:withdraw`)
  const withdraw = async () => {
    const answer = await write.save({ params: { pleaId }, body: {} })
    if (answer) tell({ tone: 'done', sentence: messages.withdrawn })
  }
  return (
    <>
      {write.error && <Trouble error={write.error} />}
      <Button tone="quiet" onPress={() => void withdraw()} busy={write.saving}>
        {messages.withdraw}
      </Button>
    </>
  )
}

/** What was asked, why, by whom, and what the level above said. */
export function PleaCourse({ plea }: { plea: Plea }) {
  const { today } = useSession()
  const on = (instant: string) => formatDay(splitInstant(instant).day, today)
  return (
    <div className="duty-plea">
      <p>
        <b>{plea.kindLabel}</b>：{plea.reason}
        <span className="aside">
          {messages.pleaAsked(plea.askedByName ?? '', on(plea.askedAt))}，{plea.stateLabel}
        </span>
      </p>
      {plea.decidedAt && plea.state !== 'withdrawn' && (
        <p className="note">
          {messages.pleaDecided(plea.decidedByName ?? '', on(plea.decidedAt))}
          {plea.note && `：${plea.note}`}
        </p>
      )}
      {(plea.abilities.decide || plea.abilities.withdraw) && (
        <div className="acts">
          {plea.abilities.decide && <Decide pleaId={plea.pleaId} />}
          {plea.abilities.withdraw && <Withdraw pleaId={plea.pleaId} />}
        </div>
      )}
    </div>
  )
}
