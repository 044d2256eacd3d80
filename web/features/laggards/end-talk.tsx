import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { messages } from './messages.ts'
import type { Talk } from './talk-body.tsx'

const words = messages.one

/** Two other ends: the record was wrong, or it stops here. */
export function EndTalk({ talk }: { talk: Talk }) {
  const [asking, setAsking] = useState<'mistake' | 'close'>()
  const { caseId, abilities } = talk
  const mistake = useSave('reportMistake', `talk:${caseId}:mistake`)
  const close = useSave('closeTalk', `talk:${caseId}:close`)
  const send = async (text: string) => {
    const answer =
      asking === 'mistake'
        ? await mistake.save({ params: { caseId }, body: { text } })
        : await close.save({ params: { caseId }, body: { note: text } })
    if (!answer) return
    setAsking(undefined)
    tell({ tone: 'done', sentence: asking === 'mistake' ? words.mistaken : words.closed })
  }
  return (
    <>
      {abilities.reportMistake && <Button onPress={() => setAsking('mistake')}>{words.mistake}</Button>}
      {abilities.close && (
        <Button tone="quiet" onPress={() => setAsking('close')}>
          {words.close}
        </Button>
      )}
      {asking && (
        <ReasonSheet
          title={asking === 'mistake' ? words.mistake : words.close}
          hint={asking === 'mistake' ? words.mistakeHint : words.closeHint}
          label={asking === 'mistake' ? words.mistakeText : words.closeNote}
          verb={asking === 'mistake' ? words.mistakeSave : words.closeSave}
          error={asking === 'mistake' ? mistake.error : close.error}
          busy={mistake.saving || close.saving}
          onSend={(text) => void send(text)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
