import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'

const words = messages.cancel

type CancelProps = {
  redemptionId: string
  itemName: string
  /** At the desk: whose it is. */
  memberName?: string
}

/** Before it was handed over. */
export function Cancel({ redemptionId, itemName, memberName }: CancelProps) {
  const write = useSave('cancelRedemption', `redemption:${redemptionId}:cancel`)
  return (
    <AskReason
      tone="quiet"
      verb={words.verb}
      label={memberName ? words.labelOf(memberName, itemName) : words.label(itemName)}
      title={words.title}
      hint={words.hint}
      why={words.reason}
      send={words.save}
      write={write}
      onSend={(reason) => write.save({ params: { redemptionId }, body: { reason } })}
      done={words.done}
    />
  )
}
