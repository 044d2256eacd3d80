import './access.css'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { messages } from './messages.ts'

/** A one-time address, shown this once: it is stored nowhere that one could look it up again. */
export function LinkToHand({ sentence, path }: { sentence: string; path: string }) {
  const [copied, setCopied] = useState(false)
  const address = location.origin + path
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setCopied(true)
  }
  return (
    <Receipt big>
      {sentence}
      <p className="handed">
        <code>{address}</code>
      </p>
      <Button onPress={() => void copy()}>{copied ? messages.copied : messages.copy}</Button>
    </Receipt>
  )
}
