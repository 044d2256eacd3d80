import './talks.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatFullDay, formatInstant } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Course, type Step } from '../../ui/steps.tsx'
import { EndTalk } from './end-talk.tsx'
import { Letter } from './letter.tsx'
import { messages } from './messages.ts'
import { SettleForm } from './settle-form.tsx'
import { TalkForm } from './talk-form.tsx'
import { Words } from './words.tsx'

const words = messages.one
export type Talk = CallOutput<'getTalk'>

type BasisProps = { basis: NonNullable<Talk['basis']>; memberId: string }

/** What was counted, and the booklet that it was counted from. */
function Basis({ basis, memberId }: BasisProps) {
  const { today } = useSession()
  const { from, to: until, points, threshold } = basis
  return (
    <p>
      {words.about(formatDay(from, today), formatDay(until, today))}
      <Figure href={to(`/members/${memberId}/booklet`)} label={words.aboutFigure(formatPoints(points))}>
        {formatPoints(points)}
      </Figure>
      {words.aboutThreshold(formatPoints(threshold))}
      {words.aboutNote}
    </p>
  )
}

function Talks({ talks }: { talks: Talk['talks'] }) {
  const { today } = useSession()
  return (
    <>
      {talks.map((one) => (
        <blockquote key={one.talkId}>
          <b>{words.talked(formatDay(one.heldOn, today), one.heldBy)}</b>
          {`\n${words.causesOf(one.causes)}\n${words.measuresOf(one.measures)}`}
          {one.followUpOn && `\n${words.followUp(formatFullDay(one.followUpOn))}`}
        </blockquote>
      ))}
    </>
  )
}

function courseOf({ history, closedAt, dueOn }: Talk, today: string): Step[] {
  const done = history.map(
    (one, at): Step => ({
      id: `${at}`,
      title: words.steps[one.step] ?? one.stateLabel,
      note: [one.byName, formatInstant(one.at, today), one.note].filter(Boolean).join('，'),
      state: 'done',
    }),
  )
  if (closedAt) return done
  const next: Step = {
    id: 'next',
    title: words.next,
    note: dueOn && words.dueOn(formatDay(dueOn, today)),
    state: 'now',
  }
  return [...done, next]
}

/** Opened one at a time: what is done next is one thing. */
function Acts({ talk }: { talk: Talk }) {
  const [open, setOpen] = useState<'talk' | 'settle'>()
  const { abilities, caseId } = talk
  const done = () => setOpen(undefined)
  return (
    <>
      {!open && (
        <div className="talk-acts">
          {abilities.recordTalk && <Button onPress={() => setOpen('talk')}>{words.talkNew}</Button>}
          {abilities.settle && <Button onPress={() => setOpen('settle')}>{words.settle}</Button>}
          <EndTalk talk={talk} />
        </div>
      )}
      {open === 'talk' && <TalkForm caseId={caseId} onDone={done} />}
      {open === 'settle' && <SettleForm caseId={caseId} onDone={done} />}
    </>
  )
}

/** One conversation: why, the letter, what was said on both sides, and how far it is. */
export function TalkBody({ talk }: { talk: Talk }) {
  const { today } = useSession()
  return (
    <div className="talks">
      <section>{talk.basis && <Basis basis={talk.basis} memberId={talk.memberId} />}</section>
      <Letter talk={talk} />
      <section>
        <h2>{words.talks}</h2>
        <Talks talks={talk.talks} />
        <Acts talk={talk} />
        {talk.objectionId && (
          <div className="talk-acts">
            <LinkButton href={to(`/objections/${talk.objectionId}`)}>{words.toObjection}</LinkButton>
          </div>
        )}
      </section>
      <Words talk={talk} />
      <section>
        <h2>{words.course}</h2>
        <Course steps={courseOf(talk, today)} label={words.course} />
      </section>
    </div>
  )
}
