import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.list
type Row = CallOutput<'listWorklists'>['rows'][number]

function ListRow({ row }: { row: Row }) {
  const { today } = useSession()
  const week = messages.week(formatDay(row.weekFrom, today), formatDay(row.weekTo, today))
  const receipts = row.state === 'draft' ? '' : words.receipts(row.receipts, row.receivers)
  return (
    <li className="task">
      <div>
        <b>{row.title}</b>
        <span>
          <em>{row.stateLabel}</em>
          {[row.orgName, week].join('　')}
        </span>
        <span>{[words.cost(row.minutes), receipts].filter(Boolean).join('　')}</span>
      </div>
      <LinkButton href={to(`/worklists/${row.worklistId}`)} label={words.lookLabel(row.title)}>
        {words.look}
      </LinkButton>
    </li>
  )
}

export default function ListPage() {
  const list = useCall('listWorklists', { query: {} })
  const maySend = (list.data?.places.length ?? 0) > 0
  return (
    <>
      <PageHead
        title={titles.list}
        sub={words.sub}
        actions={maySend && <LinkButton href={to('/worklists/new')}>{words.write}</LinkButton>}
      />
      <Tabs on="lists" />
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <ListRow key={row.worklistId} row={row} />
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  )
}
