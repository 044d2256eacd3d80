import './objections.css'
import type { ReactNode } from 'react'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { AnswerForm } from './answer-form.tsx'
import { AppealForm } from './appeal-form.tsx'
import { AppealPart } from './appeal-part.tsx'
import { Contact } from './contact.tsx'
import { messages } from './messages.ts'
import { ObjectionCourse } from './objection-course.tsx'
import { RecordLink } from './record-link.tsx'
import type { Objection } from './state-word.tsx'

const words = messages.one

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Who may open the published list is whoever sees publications; to others its title is enough. */
function Publication({ of }: { of: NonNullable<Objection['publication']> }) {
  const session = useSession()
  if (!can(session, ['boards.read', 'boards.prepare', 'boards.review'])) return <>{of.title}</>
  return <a href={to(of.page)}>{of.title}</a>
}

function Facts({ objection }: { objection: Objection }) {
  const { memberName, publication, record, abilities } = objection
  return (
    <dl className="kv">
      <Fact name={words.about}>{memberName ? words.member(memberName) : words.list}</Fact>
      {publication && (
        <Fact name={words.publication}>
          <Publication of={publication} />
        </Fact>
      )}
      {record && (
        <Fact name={words.record}>
          <RecordLink record={record} />
        </Fact>
      )}
      <Fact name={words.from}>{objection.raisedBy ?? words.nobody}</Fact>
      <Fact name={words.channel}>{objection.channelLabel}</Fact>
      {abilities.showContact && (
        <Fact name={words.contact}>
          <Contact objectionId={objection.objectionId} />
        </Fact>
      )}
    </dl>
  )
}

function Answered({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const { answer, answeredBy, answeredAt, correction, state } = objection
  if (answer === null) return null
  return (
    <section className="answered">
      <h2>{words.answer}</h2>
      <p>
        <b>{state === 'upheld' ? words.upheldNote : words.declinedNote}</b>
      </p>
      <blockquote>{answer}</blockquote>
      {answeredBy && answeredAt && (
        <p className="note">{words.answeredBy(answeredBy, formatInstant(answeredAt, today))}</p>
      )}
      {correction && (
        <p>
          {words.corrected}：<RecordLink record={correction} />
        </p>
      )}
    </section>
  )
}

/** One objection: what was said, about what, how far it is, and the answer or the place to write it. */
export function ObjectionBody({ objection }: { objection: Objection }) {
  const session = useSession()
  const { abilities, state } = objection
  const notTheirs = state === 'raised' && !abilities.answer && can(session, 'objections.answer')
  const mayAppeal = abilities.appeal || abilities.recordAppeal
  return (
    <div className="objection">
      <div>
        <h2 className="sr">{words.said}</h2>
        <blockquote className="said">{objection.text}</blockquote>
        <Facts objection={objection} />
        <Answered objection={objection} />
        <AppealPart objection={objection} />
        {abilities.answer && <AnswerForm key={objection.objectionId} objection={objection} />}
        {mayAppeal && <AppealForm key={objection.objectionId} objection={objection} />}
        {abilities.answerAppeal && <AnswerForm key={state} objection={objection} second />}
        {notTheirs && <p className="note">{words.notYours}</p>}
      </div>
      <ObjectionCourse objection={objection} />
    </div>
  )
}
