import { encode } from 'uqr'
import { Receipt } from '../../../ui/receipt.tsx'
import { Loading, Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import './check-in-code.css'
import { useCodes } from './use-codes.ts'

const quiet = 4

/** Drawn here, on this device: what stands in the code goes to nobody. */
function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  )
  const side = size + 2 * quiet
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={messages.codeLabel}>
      <path className="qr-paper" d={`M0 0h${side}v${side}h-${side}z`} />
      <path className="qr-ink" d={dark.join('')} />
    </svg>
  )
}

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
      {address && <Qr text={address} />}
      <p className="check-in-count" role="status">
        {messages.codeCount(given.checkedIn, given.expected)}
      </p>
      <p>{messages.codeHow}</p>
      <p className="note">{messages.codeNobody}</p>
    </div>
  )
}
