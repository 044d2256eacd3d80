import './link-to-hand.css'
import { CopyAddress } from './copy-address.tsx'
import { Receipt } from './receipt.tsx'

/** A one-time address, shown this once: it is stored nowhere that one could look it up again. */
export function LinkToHand({ sentence, path }: { sentence: string; path: string }) {
  const address = location.origin + path
  return (
    <Receipt big>
      {sentence}
      <p className="handed">
        <code>{address}</code>
      </p>
      <CopyAddress address={address} />
    </Receipt>
  )
}
