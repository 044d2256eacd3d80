import { CopyAddress } from '../../ui/copy-address.tsx'
import { messages } from './messages.ts'

const words = messages.one

/** Where anyone reads the list. */
export function PublicAddress({ path }: { path: string }) {
  const address = new URL(path, location.href).href
  return (
    <section className="public-address" aria-labelledby="public-address">
      <h2 className="h3" id="public-address">
        {words.address}
      </h2>
      <p>
        <a href={path} target="_blank" rel="noopener">
          {address}
        </a>
      </p>
      <p className="note">{words.addressSay}</p>
      <CopyAddress address={address} />
    </section>
  )
}
