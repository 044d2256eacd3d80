import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { messages } from './messages.ts'
import { RecordLink } from './record-link.tsx'
import type { Objection } from './state-word.tsx'

const words = messages.appeal

/** The second instance: what was said against the answer, and the last word. */
export function AppealPart({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const { appeal, state } = objection
  if (!appeal) return null
  return (
    <section className="answered">
      <h2>{words.part}</h2>
      <blockquote>{appeal.text}</blockquote>
      <p className="note">
        {words.sent(appeal.orgName, formatInstant(appeal.at, today), appeal.channelLabel)}
      </p>
      {appeal.answer !== null && (
        <>
          <p>
            <b>{state === 'appeal-upheld' ? words.upheldNote : words.declinedNote}</b>
          </p>
          <blockquote>{appeal.answer}</blockquote>
          {appeal.answeredBy && appeal.answeredAt && (
            <p className="note">
              {messages.one.answeredBy(appeal.answeredBy, formatInstant(appeal.answeredAt, today))}
            </p>
          )}
          {appeal.correction && (
            <p>
              {messages.one.corrected}：<RecordLink record={appeal.correction} />
            </p>
          )}
        </>
      )}
    </section>
  )
}
