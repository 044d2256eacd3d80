import { useState } from 'react'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one

/** What the public would read, and the numbers in it that nobody should. */
export function Preview({ caseId, text }: { caseId: string; text: string }) {
  const [seen, setSeen] = useState<{ text: string; found: string[] }>()
  const { save, saving, error } = useSave('previewCaseText')
  const look = async () => {
    const answer = await save({ params: { caseId }, body: { text } })
    if (answer) setSeen(answer)
  }
  return (
    <div className="case-preview">
      <Button busy={saving} disabled={text.trim() === ''} onPress={() => void look()}>
        {words.check}
      </Button>
      {error && <Trouble error={error} />}
      {seen && (
        <div role="status">
          <blockquote>{seen.text}</blockquote>
          <p>{seen.found[0] ? words.found(seen.found[0]) : words.clean}</p>
        </div>
      )}
    </div>
  )
}
