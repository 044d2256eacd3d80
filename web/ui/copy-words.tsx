import './copy-words.css'
import { useState } from 'react'
import { call } from '../lib/call.ts'
import { asCallError, type CallError } from '../lib/call-error.ts'
import { Button } from './button.tsx'
import { TextAreaField } from './field.tsx'
import { messages } from './messages.ts'
import { Trouble } from './states.tsx'

const words = messages.copyWords
type CopyWordsProps = { of: 'activity' | 'worklist'; id: string }

function ask({ of, id }: CopyWordsProps): Promise<{ text: string }> {
  return of === 'activity'
    ? call('getActivityText', { params: { activityId: id } })
    : call('getWorklistText', { params: { worklistId: id } })
}

/**
 * One touch, and the words stand in the clipboard, to be pasted into a group; nobody learns who read them there. They are
 * shown as well: without https a browser gives no clipboard, and one wants to see what one is about to say.
 */
export function CopyWords(props: CopyWordsProps) {
  const [text, setText] = useState<string>()
  const [copied, setCopied] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const copy = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const answer = await ask(props)
      setText(answer.text)
      const clipboard: Clipboard | undefined = navigator.clipboard
      await clipboard?.writeText(answer.text).then(
        () => setCopied(true),
        () => setCopied(false),
      )
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="copy-words">
      {error && <Trouble error={error} />}
      <Button busy={busy} onPress={() => void copy()}>
        {words.verb}
      </Button>
      <p className="note" role="status">
        {copied && words.done}
      </p>
      {text !== undefined && (
        <TextAreaField
          label={words.label}
          hint={copied ? undefined : words.plain}
          value={text}
          onType={setText}
          rows={6}
        />
      )}
    </div>
  )
}
