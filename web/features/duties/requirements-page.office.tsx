import './duties.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { DeclareForm } from './declare-form.tsx'
import { OwnDayForm } from './own-day-form.tsx'
import { words } from './requirement-messages.ts'
import { titles } from './titles.ts'

type List = CallOutput<'listRequirements'>
type Row = List['rows'][number]

function End({ row }: { row: Row }) {
  const { today } = useSession()
  const write = useSave('endRequirement', `requirement:${row.requirementId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={words.endLabel(row.name)}
      hint={words.endHint}
      why={words.endWhy}
      write={write}
      onSend={(reason) =>
        write.save({ params: { requirementId: row.requirementId }, body: { validTo: today, reason } })
      }
      done={words.ended}
    />
  )
}

/** Of each organisation the day that counts now; later ones will take its place by themselves. */
function OwnDays({ row }: { row: Row }) {
  const latest = row.ownDays.filter(
    (one, i) => row.ownDays.findIndex((other) => other.orgId === one.orgId) === i,
  )
  if (latest.length === 0) return null
  const said = latest.map((one) =>
    one.fixedDay === null ? words.ownDayNone(one.orgName) : words.ownDayOf(one.orgName, one.fixedDay),
  )
  return <small>{said.join('，')}</small>
}

function Line({ row, list, onOwnDay }: { row: Row; list: List; onOwnDay: () => void }) {
  const ended = row.validTo !== null
  return (
    <tr>
      <th scope="row">
        {row.name}
        <small>{row.source}</small>
      </th>
      <td>
        {row.sentence}
        <OwnDays row={row} />
      </td>
      <td>
        {words.by(row.orgName)}
        <small>{words[row.level]}</small>
      </td>
      <td>
        {row.validTo === null
          ? words.since(formatFullDay(row.validFrom))
          : words.endedOn(formatFullDay(row.validTo))}
      </td>
      <td>
        {row.ownDay && !ended && list.ownDayPlaces.length > 0 && (
          <Button tone="quiet" label={`${words.setOwnDay}：${row.name}`} onPress={onOwnDay}>
            {words.setOwnDay}
          </Button>
        )}
        {row.abilities.end && <End row={row} />}
      </td>
    </tr>
  )
}

function Table({ list, onOwnDay }: { list: List; onOwnDay: (row: Row) => void }) {
  const { columns } = words
  return (
    <div className="scroll">
      <table className="duty-list">
        <caption className="sr">{words.table}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Line key={row.requirementId} row={row} list={list} onOwnDay={() => onOwnDay(row)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What is asked of whom, how often; from a template, with own days, and ended with a reason. */
export default function RequirementsPage() {
  const list = useCall('listRequirements', {})
  const [declaring, setDeclaring] = useState(false)
  const [owning, setOwning] = useState<Row>()
  const mayDeclare = list.data !== undefined && list.data.places.length > 0
  return (
    <>
      <PageHead
        title={titles.requirements}
        sub={list.data && !mayDeclare ? words.cannot : words.sub}
        actions={
          mayDeclare && (
            <Button tone="go" onPress={() => setDeclaring(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <Answer of={list}>
        {(data) => (
          <>
            {data.rows.length === 0 ? (
              <Empty>{words.none}</Empty>
            ) : (
              <Table list={data} onOwnDay={setOwning} />
            )}
            {declaring && <DeclareForm list={data} onClose={() => setDeclaring(false)} />}
            {owning && <OwnDayForm row={owning} list={data} onClose={() => setOwning(undefined)} />}
          </>
        )}
      </Answer>
    </>
  )
}
