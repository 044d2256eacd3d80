import { useState } from 'react'
import { Button } from './button.tsx'
import { messages } from './messages.ts'

type CopyAddressProps = { address: string; tone?: 'plain' | 'quiet' }

/**
 * Copies an address, written in full. Nothing where the page came over plain HTTP: browsers give the clipboard to
 * secure pages only, and the address itself can be marked.
 */
export function CopyAddress({ address, tone = 'plain' }: CopyAddressProps) {
  const [copied, setCopied] = useState(false)
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (!clipboard) return null
  const copy = () => {
    void clipboard.writeText(new URL(address, location.href).href).then(() => setCopied(true))
  }
  return (
    <Button tone={tone} onPress={copy}>
      <span role="status">{copied ? messages.addressCopied : messages.copyAddress}</span>
    </Button>
  )
}
