import { Qr } from '../../../ui/qr.tsx'
import { Receipt } from '../../../ui/receipt.tsx'
import { Loading, Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import './check-in-code.css'
import { useCodes } from './use-codes.ts'

/** The code on the wall. Nobody is asked to scan it. */
export function CheckInCode({ activityId }: { activityId: string }) {
  const { code, given, error } = useCodes(activityId)
  const lost = error?.code === 'network.lost'
  if (error && !lost) return <Trouble error={error} />
  if (!given) return error ? <Trouble error={error} /> : <Loading />
  const address = code && `${location.origin}/m/check-in?a=${activityId}&c=${code}`
  return (
    <div className="check-in-code">
      {lost && <Receipt tone="offline">{code ? messages.codeLost : messages.codeOver}</Receipt>}
      {address && <Qr text={address} label={messages.codeLabel} />}
      <p className="check-in-count" role="status">
        {messages.codeCount(given.checkedIn, given.expected)}
      </p>
      <p>{messages.codeHow}</p>
      <p className="note">{messages.codeNobody}</p>
    </div>
  )
}
