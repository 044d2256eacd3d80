import './cases.css'
import { type ReactNode, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { LinkToHand } from '../../ui/link-to-hand.tsx'
import { Trouble } from '../../ui/states.tsx'
import { Course, type Step } from '../../ui/steps.tsx'
import { stampOf } from './case-list.tsx'
import { messages } from './messages.ts'
import { type Case, NextSteps } from './step-form.tsx'

const words = messages.one

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** How to reach who raised it: sealed, shown for a reason that is logged. Nothing of it is kept on the page. */
function Contact({ caseId }: { caseId: string }) {
  const [reason, setReason] = useState<string>()
  const [contact, setContact] = useState<string>()
  const { save, saving, error } = useSave('showCaseContact')
  if (contact !== undefined) return <b>{contact}</b>
  if (reason === undefined) return <Button onPress={() => setReason('')}>{words.contactShow}</Button>
  const show = async () => {
    const answer = await save({ params: { caseId }, body: { reason } })
    if (answer) setContact(answer.contact)
  }
  const problem = fieldMessage(error, 'body.reason')
  return (
    <div className="form">
      <TextField
        label={words.contactReason}
        hint={words.contactHint}
        value={reason}
        onType={setReason}
        problem={problem}
        maxLength={200}
      />
      {error && !problem && <Trouble error={error} />}
      <Button busy={saving} onPress={() => void show()}>
        {words.contactShow}
      </Button>
    </div>
  )
}

/** The address of who raised it; asked for again it is the same. */
function OwnPage({ of }: { of: Case }) {
  const [page, setPage] = useState<string>()
  const { save, saving, error } = useSave('giveCasePage')
  const give = async () => {
    const answer = await save({ params: { caseId: of.caseId }, body: {} })
    if (answer) setPage(answer.page)
  }
  if (page) return <LinkToHand sentence={words.pageGiven} path={page} />
  return (
    <>
      <Button busy={saving} onPress={() => void give()}>
        {words.givePage}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

function Facts({ of }: { of: Case }) {
  const { kind, no, sortLabel, urgencyLabel, channelLabel, orgName, atOrgName, takerName, dueOn, late } = of
  return (
    <dl className="case-facts">
      <Fact name={words.kind}>
        {[messages.list.no(messages.kinds[kind], no), sortLabel, urgencyLabel].join('　')}
      </Fact>
      <Fact name={words.dueOn}>
        {of.stateLabel}
        {dueOn && `，${messages.list.dueOn(dueOn, late)}`}
      </Fact>
      <Fact name={words.place}>{orgName}</Fact>
      {atOrgName !== orgName && <Fact name={words.at}>{atOrgName}</Fact>}
      <Fact name={words.channel}>{channelLabel}</Fact>
      {takerName && <Fact name={words.taker}>{takerName}</Fact>}
      {of.measures && <Fact name={words.measures}>{of.measures}</Fact>}
      {of.publicText && (
        <Fact name={words.wall}>
          {of.publicText}　{words.round(of.round)}
        </Fact>
      )}
      {of.result && <Fact name={words.result}>{of.result}</Fact>}
      {of.recursOf && (
        <Fact name={words.recurs}>
          <a href={to(`/cases/${of.recursOf}`)}>{words.before}</a>
        </Fact>
      )}
      {of.mergedInto && (
        <Fact name={words.merged}>
          <a href={to(`/cases/${of.mergedInto}`)}>{words.into}</a>
        </Fact>
      )}
      {of.abilities.showContact && (
        <Fact name={words.contact}>
          <Contact caseId={of.caseId} />
        </Fact>
      )}
      {of.abilities.givePage && (
        <Fact name={words.page}>
          <OwnPage of={of} />
        </Fact>
      )}
    </dl>
  )
}

/** What was done, and what is due now with how near its day is. */
function CaseCourse({ of }: { of: Case }) {
  const { today } = useSession()
  const past = of.history.map(({ label, by, at, note }, index): Step => {
    const who = [by, formatInstant(at, today), note].filter(Boolean).join('　')
    return { id: String(index), title: label, note: who, state: 'done' }
  })
  const stamp = stampOf(of, today)
  const now: Step[] =
    stamp === 'done'
      ? [{ id: 'end', title: of.stateLabel, state: 'done' }]
      : [{ id: 'now', title: of.stateLabel, state: 'now', stamp }]
  return <Course steps={[...past, ...now]} label={words.course} />
}

/** One case: what was said, the next step, and how far it has come. */
export function CaseBody({ of }: { of: Case }) {
  return (
    <div className="case">
      <div>
        <h2 className="sr">{words.what}</h2>
        <blockquote className="said">{of.body}</blockquote>
        <NextSteps key={`${of.state} ${of.history.length}`} of={of} />
        <Facts of={of} />
      </div>
      <CaseCourse of={of} />
    </div>
  )
}
