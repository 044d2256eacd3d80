import '../../ui/due-row.css'
import './contacts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatFullDay } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { withQuery } from '../../lib/with-query.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { LinkForm } from './link-form.tsx'
import { messages } from './messages.ts'

const words = messages.list
const limit = 50
type Row = CallOutput<'listContacts'>['rows'][number]

function EndLink({ row, leader }: { row: Row; leader: Row['leaders'][number] }) {
  const ending = useSave('endContact', `contact:${leader.linkId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={words.endLabel(leader.name, row.orgName)}
      hint={words.endHint}
      why={words.endWhy}
      write={ending}
      onSend={(reason) => ending.save({ params: { linkId: leader.linkId }, body: { reason } })}
      done={words.ended}
    />
  )
}

function Leaders({ row }: { row: Row }) {
  const { today } = useSession()
  if (row.leaders.length === 0) return <span>{row.through ? words.through(row.through) : words.nobody}</span>
  return (
    <>
      {row.leaders.map((one) => (
        <span key={one.linkId}>
          {words.leader(one.name, formatDay(one.from, today), one.to && formatFullDay(one.to))}
        </span>
      ))}
      {row.lastPresentOn && <span>{words.lastPresent(formatDay(row.lastPresentOn, today))}</span>}
    </>
  )
}

function OrgRow({ row }: { row: Row }) {
  const [linking, setLinking] = useState(false)
  return (
    <li className="task">
      <div>
        <b>{row.orgName}</b>
        <Leaders row={row} />
      </div>
      <div className="task-acts">
        {row.leaders.map((one) => one.abilities.end && <EndLink key={one.linkId} row={row} leader={one} />)}
        <LinkButton href={to(`/contacts/${row.orgId}`)} label={words.historyLabel(row.orgName)}>
          {words.history}
        </LinkButton>
        {row.abilities.link && (
          <Button label={words.linkLabel(row.orgName)} onPress={() => setLinking(true)}>
            {words.link}
          </Button>
        )}
      </div>
      {linking && <LinkForm orgId={row.orgId} onClose={() => setLinking(false)} />}
    </li>
  )
}

/** Every organisation below with who looks after it, and which has nobody. What is chosen stands in the address. */
export function ContactsBody({ search }: { search: URLSearchParams }) {
  const place = usePlace()
  const offset = readOffset(search)
  const uncovered = search.get('uncovered') === '1' ? ('1' as const) : undefined
  const request = place && {
    params: { orgId: place.orgId },
    query: { limit, offset, ...(uncovered && { uncovered }) },
  }
  const contacts = useCall('listContacts', request)
  if (!place) return <Empty>{words.none}</Empty>
  return (
    <div className="contacts">
      <ViewSwitch
        label={words.views}
        value={uncovered ? 'uncovered' : 'all'}
        onChoose={(view) => go(view === 'all' ? '/contacts' : '/contacts?uncovered=1', { replace: true })}
        options={[
          { value: 'all', label: words.all },
          { value: 'uncovered', label: words.uncovered },
        ]}
      />
      <Answer of={contacts}>
        {({ rows, count, uncovered: left }) =>
          rows.length === 0 ? (
            <Empty>{uncovered ? words.allCovered : words.none}</Empty>
          ) : (
            <>
              {!uncovered && <p className="note">{words.whole(count, left)}</p>}
              <ul className="tasks">
                {rows.map((row) => (
                  <OrgRow key={row.orgId} row={row} />
                ))}
              </ul>
              <Pager
                {...{ count, offset, limit }}
                unit={words.unit}
                pathOf={(at) => withQuery('/contacts', { uncovered, offset: at || undefined })}
              />
            </>
          )
        }
      </Answer>
    </div>
  )
}
