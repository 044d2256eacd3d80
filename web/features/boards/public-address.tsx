import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'

const words = messages.one

/** Where anyone reads the list. Over plain HTTP browsers give no clipboard: the address itself can be marked. */
export function PublicAddress({ path }: { path: string }) {
  const [copied, setCopied] = useState(false)
  const clipboard: Clipboard | undefined = navigator.clipboard
  const address = new URL(path, location.href).href
  const copy = () => void clipboard?.writeText(address).then(() => setCopied(true))
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
      {clipboard && (
        <Button onPress={copy}>
          <span role="status">{copied ? words.copied : words.copy}</span>
        </Button>
      )}
    </section>
  )
}
