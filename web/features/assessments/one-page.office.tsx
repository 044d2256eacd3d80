import './assessments.css'
import { useState } from 'react'
import { fetchFile } from '../../lib/download.ts'
import { formatInstant } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import type { One } from './assessment-types.ts'
import { CountForm } from './count-form.tsx'
import { HandOut, SetAside } from './hand-out.tsx'
import { Lines } from './lines.tsx'
import { messages } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { People } from './people.tsx'
import { Results } from './results.tsx'
import { StepActions } from './step-actions.tsx'
import { titles } from './titles.ts'

const words = messages.one

function numbersOf({
  entitled,
  answeredByPhone,
  handedOut,
  issued,
  returned,
  invalid,
  way,
}: One['assessment']) {
  const { numbers } = words
  const said = [numbers.entitled(entitled)]
  if (way === 'phone') said.push(numbers.phone(answeredByPhone))
  if (way === 'phone' && issued === null) said.push(numbers.handed(handedOut))
  if (issued !== null)
    said.push(way === 'hands' ? numbers.hands(issued) : numbers.sheets(issued, returned ?? 0, invalid ?? 0))
  return said.join('，')
}

function Facts({ one: { assessment } }: { one: One }) {
  const { today } = useSession()
  const { from, to, day, minimum, way, tellers } = assessment
  const lines = [
    [messages.span(from, to, today), assessment.marked && messages.on(day, today)].filter(Boolean).join('，'),
    numbersOf(assessment),
    ...(way === 'hands' ? [] : [words.minimum(minimum)]),
    ...(tellers.length > 0 ? [words.tellers(tellers.map((one) => one.name).join('、'))] : []),
  ]
  return <Lines of={lines} />
}

function History({ one }: { one: One }) {
  const { today } = useSession()
  return (
    <section>
      <h2>{words.history}</h2>
      <ul className="as-lines">
        {one.history.map(({ label, byName, at, note }) => (
          <li key={at + label}>
            {formatInstant(at, today)}　{words.by(label, byName)}
            {note && `：${note}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Opened on purpose: the first one ends the answering, a further one changes what stands. */
function Counting({ one }: { one: One }) {
  const { abilities, assessment } = one
  const [open, setOpen] = useState(assessment.state === 'returned')
  if (!abilities.count && !abilities.recount) return null
  const words = messages.count
  if (!open)
    return (
      <div className="acts">
        <Button onPress={() => setOpen(true)}>{abilities.recount ? words.again : words.open}</Button>
        {abilities.count && <span className="note">{words.openSay}</span>}
      </div>
    )
  return (
    <section>
      <h2>{abilities.recount ? words.again : words.title}</h2>
      <CountForm one={one} again={abilities.recount} />
    </section>
  )
}

/** While it is answered there is nothing to read but of whom it is. */
function Assessed({ one }: { one: One }) {
  if (one.assessment.state !== 'answering') return <Results one={one} />
  return (
    <People
      assessed={one.rows.filter((row) => row.excused === null)}
      excused={one.rows.flatMap((row) => (row.excused === null ? [] : [{ ...row, why: row.excused }]))}
    />
  )
}

function Body({ one }: { one: One }) {
  const { abilities } = one
  return (
    <>
      <Facts one={one} />
      {abilities.handOut && <HandOut one={one} />}
      {abilities.setAside && <SetAside one={one} />}
      <Assessed one={one} />
      <Counting key={one.assessment.state} one={one} />
      <StepActions one={one} />
      <History one={one} />
    </>
  )
}

/** The sheets to be filled in by hand, on the way to the printer or to be taken along. */
function Sheets({ assessmentId }: { assessmentId: string }) {
  return (
    <>
      <a className="btn" href={`/print/assessments/${assessmentId}/sheets`} target="_blank" rel="noopener">
        <Icon name="print" />
        {words.print}
      </a>
      <FileButton fetch={() => fetchFile('getAssessmentSheetPdf', { params: { assessmentId } })}>
        {words.pdf}
      </FileButton>
    </>
  )
}

/** For a member who came here from the own booklet at a desk. */
function OwnAtDesk({ assessmentId }: { assessmentId: string }) {
  const own = useCall('getOwnAssessment', { params: { assessmentId } })
  return (
    <div className="assess">
      <PageHead title={own.data?.assessment.title ?? titles.one} sub={own.data?.assessment.assessorsLabel} />
      <Answer of={own}>{(data) => <OwnBody assessmentId={assessmentId} own={data} />}</Answer>
    </div>
  )
}

/** One assessment at the desk: the sheets, the count, who checks it, and what came out, in the register's order. */
function AtDesk({ assessmentId }: { assessmentId: string }) {
  const one = useCall('getAssessment', { params: { assessmentId } })
  const known = one.data?.assessment
  return (
    <div className="assess">
      <PageHead
        title={known?.title ?? titles.one}
        sub={known && words.sub(known.orgName, known.assessorsLabel, known.wayLabel, known.stateLabel)}
        actions={known && known.way !== 'hands' && <Sheets assessmentId={assessmentId} />}
      />
      <Answer of={one}>{(data) => <Body one={data} />}</Answer>
    </div>
  )
}

export default function OnePage({ params }: PageProps) {
  const { abilities } = useSession()
  const { assessmentId = '' } = params
  const runs = abilities.includes('assessments.run')
  return runs ? <AtDesk assessmentId={assessmentId} /> : <OwnAtDesk assessmentId={assessmentId} />
}
