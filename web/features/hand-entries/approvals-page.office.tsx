import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { Pager } from '../activities/pager.tsx'
import './hand-entries.css'
import { DecideApproval, type WaitingRow } from './decide-approval.tsx'
import { messages } from './messages.ts'

const pageSize = 50

function columnsFor(today: string): Column<WaitingRow>[] {
  return [
    { id: 'day', head: messages.dayHead, tight: true, cell: (row) => formatDay(row.day, today) },
    { id: 'name', head: messages.name, names: true, cell: (row) => row.memberName },
    { id: 'org', head: messages.orgName, cell: (row) => row.orgName },
    { id: 'rule', head: messages.rule, cell: (row) => row.ruleName },
    { id: 'points', head: messages.pointsHead, num: true, cell: (row) => formatGain(row.points) },
    { id: 'decide', head: messages.state, cell: (row) => <DecideApproval row={row} /> },
  ]
}

export default function ApprovalsPage({ search }: PageProps) {
  const { today } = useSession()
  const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
  const list = useQuery(ask('listApprovals', { query: { limit: pageSize, offset: (page - 1) * pageSize } }))
  return (
    <>
      <PageHead title={messages.approvals} sub={messages.approvalsSub} />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{messages.approvalsEmpty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.approvals}
                columns={columnsFor(today)}
                parts={[{ id: 'all', rows }]}
                keyOf={(row) => `${row.factId} ${row.ruleCode}`}
              />
              <Pager
                page={page}
                size={pageSize}
                count={count}
                addressOf={(next) => `/approvals?page=${next}`}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
