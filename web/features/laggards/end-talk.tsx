import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { messages } from './messages.ts'
import type { Talk } from './talk-body.tsx'

const words = messages.one

/** Two other ends: the record was wrong, or it stops here. */
export function EndTalk({ talk }: { talk: Talk }) {
  const { caseId, abilities } = talk
  const mistake = useSave('reportMistake', `talk:${caseId}:mistake`)
  const close = useSave('closeTalk', `talk:${caseId}:close`)
  return (
    <>
      {abilities.reportMistake && (
        <AskReason
          verb={words.mistake}
          hint={words.mistakeHint}
          why={words.mistakeText}
          send={words.mistakeSave}
          write={mistake}
          onSend={(text) => mistake.save({ params: { caseId }, body: { text } })}
          done={words.mistaken}
        />
      )}
      {abilities.close && (
        <AskReason
          tone="quiet"
          verb={words.close}
          hint={words.closeHint}
          why={words.closeNote}
          send={words.closeSave}
          write={close}
          onSend={(note) => close.save({ params: { caseId }, body: { note } })}
          done={words.closed}
        />
      )}
    </>
  )
}
