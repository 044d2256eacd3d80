import './members.phone.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { TextField } from '../../ui/field.tsx'
import { Pager } from '../../ui/pager.tsx'
import { HomeScreen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { isOfSeveral, type MemberRow, marksOf, stageOf } from './member-row.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.phone
const limit = 50

/** `several`: of more branches than one, so that the branch stands beside the name. */
function Row({ row, several }: { row: MemberRow; several: boolean }) {
  const said = [several && row.orgName, row.partyPost, stageOf(row), ...marksOf(row)]
    .filter(Boolean)
    .join('，')
  return (
    <li>
      <a href={to(`/members/${row.memberId}`)}>
        <b>{row.name}</b>
        <span>{said}</span>
      </a>
    </li>
  )
}

/** The people of one's branch, to look up. */
export default function MembersPage() {
  const place = usePlace()
  const [typed, setTyped] = useState('')
  const [offset, setOffset] = useState(0)
  const search = useSettled(typed.trim())
  const query = { limit, offset, search: search || undefined, orgId: place?.orgId }
  const list = useCall('listMembers', { query })
  const atField = list.error?.field === 'query.search'
  return (
    <HomeScreen title={titles.members} sub={list.data && words.sub(list.data.count, place?.orgName ?? '')}>
      <div className="pad top">
        <TextField
          label={messages.list.search}
          hint={words.search}
          type="search"
          value={typed}
          onType={(next) => {
            setTyped(next)
            setOffset(0)
          }}
          problem={fieldMessage(list.error, 'query.search')}
        />
      </div>
      {!atField && (
        <Answer of={list}>
          {(data) =>
            data.rows.length === 0 ? (
              <Empty>{search ? words.none : words.empty}</Empty>
            ) : (
              <>
                <ul className="people">
                  {data.rows.map((row) => (
                    <Row key={row.memberId} row={row} several={isOfSeveral(data.rows)} />
                  ))}
                </ul>
                <div className="pad">
                  <Pager
                    count={data.count}
                    offset={offset}
                    limit={limit}
                    unit={messages.people}
                    onGo={setOffset}
                  />
                </div>
              </>
            )
          }
        </Answer>
      )}
    </HomeScreen>
  )
}
