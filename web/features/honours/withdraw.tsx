import type { CallOutput } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

export type HonourRow = CallOutput<'listHonours'>['rows'][number]

/** Takes an honour back, with a reason; nothing is deleted. */
export function Withdraw({ row }: { row: HonourRow }) {
  const { honourId, memberName, title } = row
  const write = useSave('withdrawHonour', `honour:${honourId}:withdraw`)
  return (
    <AskReason
      tone="quiet"
      verb={messages.withdraw}
      label={messages.withdrawLabel(memberName, title)}
      title={messages.withdrawTitle}
      hint={messages.withdrawHint}
      why={messages.withdrawReason}
      send={messages.withdrawVerb}
      write={write}
      onSend={(reason) => write.save({ params: { honourId }, body: { reason } })}
      done={messages.withdrawDone}
    />
  )
}
