import type { CallOutput } from '../../lib/call-types.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { doorWords } from './door-words.ts'

const words = doorWords.reset
type Account = CallOutput<'listAccounts'>['rows'][number]

/** Somebody has lost the phone with their codes: another administrator takes them off the account. */
export function ResetCode({ account }: { account: Account }) {
  const self = useSession().account.id
  const write = useSave('resetSecondFactor')
  const { accountId, name, login, abilities } = account
  if (!abilities.administer || login === null || accountId === self) return null
  return (
    <AskReason
      verb={words.verb}
      label={words.label(name)}
      hint={words.hint}
      why={words.why}
      write={write}
      onSend={(reason) => write.save({ params: { accountId }, body: { reason } })}
      done={words.done}
    />
  )
}
