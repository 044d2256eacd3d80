import './qr.css'
import { encode } from 'uqr'

const quiet = 4

/** A code to be scanned, drawn here, on this device: what stands in it goes to nobody. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  )
  const side = size + 2 * quiet
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path className="qr-paper" d={`M0 0h${side}v${side}h-${side}z`} />
      <path className="qr-ink" d={dark.join('')} />
    </svg>
  )
}
