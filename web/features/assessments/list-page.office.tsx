import './assessments.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.list
const limit = 50

function Row({ row }: { row: CallOutput<'listAssessments'>['rows'][number] }) {
  const { today } = useSession()
  return (
    <li className="task">
      <div>
        <b>{row.title}</b>
        <span>
          <em>{row.stateLabel}</em>
          {[row.orgName, row.assessorsLabel, row.wayLabel].join('　')}
        </span>
        <span>
          {[messages.span(row.from, row.to, today), words.answered(row.answered, row.entitled)].join('　')}
        </span>
      </div>
      <LinkButton href={to(`/assessments/${row.assessmentId}`)} label={words.lookAt(row.title)}>
        {words.look}
      </LinkButton>
    </li>
  )
}

/** Assessments of the branch, the newest first: how many have answered, and nothing of who. */
export default function ListPage({ search }: PageProps) {
  const offset = readOffset(search)
  const list = useCall('listAssessments', { query: { limit, offset } })
  const mayOpen = (list.data?.mayOpenAt.length ?? 0) > 0
  return (
    <div className="assess">
      <PageHead
        title={titles.list}
        sub={words.sub}
        actions={mayOpen && <LinkButton href={to('/assessments/new')}>{words.open}</LinkButton>}
      />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <ul className="tasks">
                {rows.map((row) => (
                  <Row key={row.assessmentId} row={row} />
                ))}
              </ul>
              <Pager
                count={count}
                offset={offset}
                limit={limit}
                unit="次"
                pathOf={(at) => `/assessments?offset=${at}`}
              />
            </>
          )
        }
      </Answer>
    </div>
  )
}
