import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { WeekList } from './week-list.tsx'
import { shiftDay } from './weeks.ts'
import './worklists.css'

const words = messages.week2
type Week = CallOutput<'getOrgWeek'>

/** Everything that is asked of one organisation in a week, the same at the desk and on the phone. */
export function WeekBody({ week }: { week: Week }) {
  const { lists, minutes, budget, orgId, abilities } = week
  return (
    <>
      <div className="worklist">
        <p className="note">{minutes > 0 ? words.burden(minutes, budget) : words.free}</p>
      </div>
      {lists.length === 0 && <Empty>{words.empty}</Empty>}
      {lists.map((list) => (
        <WeekList key={list.worklist.worklistId} list={list} orgId={orgId} mayAnswer={abilities.answer} />
      ))}
    </>
  )
}

export function WeekLinks({ week: { orgId, weekFrom } }: { week: Week }) {
  const path = (by: number) => to(`/week?org=${orgId}&week=${shiftDay(weekFrom, by)}`)
  return (
    <>
      <LinkButton href={path(-7)}>{words.before}</LinkButton>
      <LinkButton href={path(7)}>{words.after}</LinkButton>
    </>
  )
}
