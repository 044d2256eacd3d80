import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import './worklists.css'

const words = messages.duties
export type Duties = CallOutput<'getDutyLists'>
type Duty = Duties['rows'][number]

function Records({ groupDutyId }: { groupDutyId: string }) {
  const { today } = useSession()
  const records = useCall('listDutyRecords', { params: { groupDutyId } })
  return (
    <Answer of={records}>
      {({ rows }) => (
        <ul className="records">
          {rows.map(({ factId, day, title, present, link }) => (
            <li key={factId}>
              <a href={to(link)}>{[formatDay(day, today), title, words.there(present)].join('　')}</a>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}

function DutyRow({ duty, mayRecord }: { duty: Duty; mayRecord: boolean }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const end = useSave('endGroupDuty')
  const { groupDutyId, title, area, leader, found, times, done } = duty
  const about = [
    area,
    words.line(duty.periodLabel, times, duty.activityLabel),
    leader ? words.leader(leader.name) : '',
    words.term(formatDay(duty.validFrom, today), duty.validTo && formatDay(duty.validTo, today)),
  ]
  return (
    <li className="task">
      <Stamp state={done ? 'done' : 'due'} />
      <div>
        <b>{title}</b>
        <span>
          <em>{done ? messages.week2.states.done : words.due(formatDay(duty.periodTo, today))}</em>
          {about.filter(Boolean).join('　')}
        </span>
      </div>
      {found > 0 && (
        <Figure open={open} onToggle={() => setOpen(!open)} label={words.foundLabel(found, title)}>
          {words.found(found, times)}
        </Figure>
      )}
      {mayRecord && !done && (
        <LinkButton href={to(`/activities/record?kind=${duty.activity}`)} label={words.recordLabel(title)}>
          {words.record}
        </LinkButton>
      )}
      {duty.abilities.end && (
        <AskReason
          tone="quiet"
          verb={words.end}
          label={words.endLabel(title, duty.groupName)}
          hint={words.endHint}
          why={words.why}
          write={end}
          onSend={(reason) => end.save({ params: { groupDutyId }, body: { reason } })}
          done={words.ended}
        />
      )}
      {open && <Records groupDutyId={groupDutyId} />}
    </li>
  )
}

/** Groups in the order of the register, each with its duties and how often they were done. */
export function DutiesBody({ duties, mayRecord }: { duties: Duties; mayRecord: boolean }) {
  const { rows } = duties
  if (rows.length === 0) return <Empty>{words.empty}</Empty>
  const groups = [...new Set(rows.map((row) => row.groupId))]
  return groups.map((groupId) => {
    const own = rows.filter((row) => row.groupId === groupId)
    return (
      <section className="worklist" key={groupId}>
        <h2>{own[0]?.groupName}</h2>
        <ul className="tasks">
          {own.map((duty) => (
            <DutyRow key={duty.groupDutyId} duty={duty} mayRecord={mayRecord} />
          ))}
        </ul>
      </section>
    )
  })
}
