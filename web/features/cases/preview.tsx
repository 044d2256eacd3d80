import { useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Shown = CallOutput<'previewCaseText'>
const words = messages.one

type Asking = {
  ask: (text: string) => Promise<Shown | undefined>
  saving: boolean
  error: CallError | undefined
}

/** A look at public words, as far as it is still about what is typed. */
function useLookBy(text: string, { ask, saving, error }: Asking) {
  const [last, setLast] = useState<{ of: string; shown: Shown }>()
  const shown = last?.of === text ? last.shown : undefined
  const look = async (of = text) => {
    const answer = await ask(of)
    if (answer) setLast({ of, shown: answer })
  }
  return { text, shown, seen: shown?.seen ?? null, look, saving, error }
}
export type Look = ReturnType<typeof useLookBy>

/** What a step of a case would show. */
export function useLook(caseId: string, text: string): Look {
  const { save, saving, error } = useSave('previewCaseText')
  return useLookBy(text, {
    ask: (of) => save({ params: { caseId }, body: { text: of } }),
    ...{ saving, error },
  })
}

/** What the result of something done on the spot would show. */
export function useLookAtResult(orgId: number, text: string): Look {
  const { save, saving, error } = useSave('previewCaseResult')
  return useLookBy(text, {
    ask: (of) => save({ params: { orgId }, body: { text: of } }),
    ...{ saving, error },
  })
}

function sayFound({ found, names }: Shown): string {
  const [number] = found
  if (number) return words.found(number)
  const [first] = names
  return first ? words.named(first.name, first.position, first.instead) : words.clean
}

/** What the public would read, and what in it nobody should; a name can be replaced as it is proposed. */
export function Preview({ of, onReplace }: { of: Look; onReplace: (text: string) => void }) {
  const { shown } = of
  const suggested = shown?.found.length === 0 ? shown.suggested : null
  const replace = (text: string) => {
    onReplace(text)
    void of.look(text)
  }
  return (
    <div className="case-preview">
      {of.error && <Trouble error={of.error} />}
      {shown && (
        <div role="status">
          <blockquote>{shown.text}</blockquote>
          <p>{sayFound(shown)}</p>
        </div>
      )}
      {suggested && (
        <Button busy={of.saving} onPress={() => replace(suggested)}>
          {words.replace}
        </Button>
      )}
    </div>
  )
}

/** Stands where the button of the step will: only what was looked at can be sent. */
export function LookButton({ of, tone }: { of: Look; tone?: 'go' }) {
  return (
    <Button
      {...(tone && { tone })}
      busy={of.saving}
      disabled={of.text.trim() === ''}
      onPress={() => void of.look()}
    >
      {words.check}
    </Button>
  )
}
