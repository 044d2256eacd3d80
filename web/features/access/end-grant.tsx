import type { CallOutput } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

type Grant = CallOutput<'listAccounts'>['rows'][number]['grants'][number]

/** Takes a role back, with a reason: it takes effect with the person's next request. */
export function EndGrant({ grant }: { grant: Grant }) {
  const { grantId, roleLabel } = grant
  const write = useSave('endGrant')
  return (
    <AskReason
      tone="quiet"
      verb={messages.end}
      label={messages.endNow(roleLabel)}
      hint={messages.endHint}
      why={messages.endReason}
      write={write}
      onSend={(reason) => write.save({ params: { grantId }, body: { reason } })}
      done={messages.gone}
    />
  )
}
