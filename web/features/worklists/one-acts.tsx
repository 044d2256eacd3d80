import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one
type One = CallOutput<'getWorklist'>

/** What the sender can do with a list. */
export function SenderActs({ one: { worklist, abilities } }: { one: One }) {
  const params = { worklistId: worklist.worklistId }
  const send = useSave('sendWorklist')
  const discard = useSave('discardWorklist')
  const withdraw = useSave('withdrawWorklist')
  const ask = useSave('askOverBudget')
  const hand = async () => {
    if (await send.save({ params })) tell({ tone: 'done', sentence: words.sent })
  }
  const drop = async () => {
    if (await discard.save({ params })) goTelling('/worklists', { tone: 'done', sentence: words.discarded })
  }
  const trouble = send.error ?? discard.error
  return (
    <>
      {trouble && <Trouble error={trouble} />}
      <div className="week-acts">
        {abilities.send && (
          <Button tone="go" busy={send.saving} onPress={() => void hand()}>
            {words.send}
          </Button>
        )}
        {abilities.askOver && (
          <AskReason
            verb={words.ask}
            hint={words.askHint}
            why={words.askWhy}
            write={ask}
            onSend={(reason) => ask.save({ params, body: { reason } })}
            done={words.asked}
          />
        )}
        {abilities.change && (
          <LinkButton href={to(`/worklists/${worklist.worklistId}/change`)}>{words.change}</LinkButton>
        )}
        {abilities.discard && (
          <Button tone="quiet" busy={discard.saving} onPress={() => void drop()}>
            {words.discard}
          </Button>
        )}
        {abilities.withdraw && (
          <AskReason
            verb={words.withdraw}
            hint={words.withdrawHint}
            why={words.withdrawWhy}
            write={withdraw}
            onSend={(reason) => withdraw.save({ params, body: { reason } })}
            done={words.withdrawn}
          />
        )}
      </div>
    </>
  )
}

/** Above the county's minutes: who asked, who answered; two answers of the same weight. */
export function OverBudget({ one: { worklist, overBudget, abilities } }: { one: One }) {
  const decide = useSave('decideOverBudget')
  if (!overBudget) return null
  const { askedByName, askReason, minutes, decided } = overBudget
  const params = { worklistId: worklist.worklistId }
  return (
    <>
      <p>{words.askedBy(askedByName, askReason)}</p>
      <p>{decided ? words.decided(decided.approved, decided.byName, decided.reason) : words.waiting}</p>
      {abilities.decideOver && (
        <div className="week-acts">
          {[true, false].map((approved) => (
            <AskReason
              key={String(approved)}
              verb={approved ? words.approve : words.refuse}
              hint={words.decideHint(minutes)}
              why={words.decideWhy}
              write={decide}
              onSend={(reason) => decide.save({ params, body: { approved, reason } })}
              done={words.decidedDone}
            />
          ))}
        </div>
      )}
    </>
  )
}
