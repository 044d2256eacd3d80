import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { TextField } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './activities.css'
import { type Filter, writeFilter } from './activity-filter.ts'
import { agendaMessages as words } from './agenda-messages.ts'
import { messages } from './messages.ts'

type Participation = CallOutput<'getParticipation'>

/** The records behind a figure: the list, narrowed to the same days. */
function recordsOf({ from, to: until }: Participation, more: Partial<Filter> = {}): string {
  return to(writeFilter({ state: 'closed', ...more, from, to: until }))
}

type Line = { key: string; label: string; href: string; activities: number; personTimes: number }

/** Lines of a kind, a part or a topic, each figure leading to the records behind it. */
function Lines({ caption, head, lines, sums }: LinesProps) {
  const figure = (line: Line, count: number, say: (count: string) => string) => (
    <Figure href={line.href} label={say(formatCount(count))}>
      {formatCount(count)}
    </Figure>
  )
  const columns: Column<Line>[] = [
    { id: 'kind', head, names: true, cell: (line) => line.label },
    {
      id: 'activities',
      head: messages.times,
      num: true,
      cell: (line) => figure(line, line.activities, messages.activitiesFigure),
    },
    {
      id: 'times',
      head: messages.personTimes,
      num: true,
      cell: (line) => figure(line, line.personTimes, messages.timesFigure),
    },
  ]
  const part = { id: 'lines', rows: lines, ...(sums && { closing: { cells: sums } }) }
  return <Ledger caption={caption} columns={columns} parts={[part]} keyOf={(line) => line.key} />
}

type LinesProps = { caption: string; head: string; lines: Line[]; sums?: Record<string, string> }

function Kinds({ given }: { given: Participation }) {
  const sums = {
    kind: messages.sum,
    activities: formatCount(given.activities),
    times: formatCount(given.personTimes),
  }
  const lines = given.kinds.map((row) => ({
    ...row,
    key: row.kind,
    label: row.kindLabel,
    href: recordsOf(given, { kind: row.kind }),
  }))
  return <Lines caption={messages.kindCaption} head={messages.filterKind} lines={lines} sums={sums} />
}

/** By what was done and what it was about: an activity of two parts stands in both lines, so there is no sum. */
function PartsAndTopics({ given }: { given: Participation }) {
  const parts = given.parts.map((row) => ({
    ...row,
    key: row.part,
    href: recordsOf(given, { part: row.part }),
  }))
  const topics = given.topics.map((row) => ({
    ...row,
    key: row.topic,
    href: recordsOf(given, { topic: row.topic }),
  }))
  return (
    <>
      {parts.length > 0 && <Lines caption={words.partCaption} head={words.part} lines={parts} />}
      {topics.length > 0 && <Lines caption={words.topicCaption} head={words.topic} lines={topics} />}
    </>
  )
}

function Figures({ given }: { given: Participation }) {
  const { activities, personTimes, members, outputs } = given
  if (activities === 0) return <Empty>{messages.participationEmpty}</Empty>
  return (
    <div className="act-narrow">
      <p className="act-say">
        <Figure href={recordsOf(given)} label={messages.activitiesFigure(formatCount(activities))}>
          {formatCount(activities)}
        </Figure>{' '}
        {messages.timesSay}
        <Figure href={recordsOf(given)} label={messages.timesFigure(formatCount(personTimes))}>
          {formatCount(personTimes)}
        </Figure>{' '}
        {messages.participationSay(formatCount(members))}
      </p>
      {outputs.length > 0 && (
        <p>
          {messages.outputs}：{outputs.map((one) => `${formatPoints(one.amount)} ${one.unit}`).join('，')}
        </p>
      )}
      <Kinds given={given} />
      <PartsAndTopics given={given} />
    </div>
  )
}

export default function ParticipationPage() {
  const { today } = useSession()
  const place = usePlace()
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [until, setUntil] = useState(today)
  const orgId = place?.orgId ?? 0
  const asked = orgId > 0 && from !== '' && until !== ''
  const figures = useQuery({
    ...ask('getParticipation', { params: { orgId }, query: { from, to: until } }),
    enabled: asked,
  })
  return (
    <>
      <PageHead title={messages.participation} sub={messages.participationSub} />
      <div className="act-filter no-print">
        <TextField label={messages.filterFrom} type="date" value={from} onType={setFrom} />
        <TextField label={messages.filterTo} type="date" value={until} onType={setUntil} />
      </div>
      {asked && <Answer of={figures}>{(given) => <Figures given={given} />}</Answer>}
    </>
  )
}
