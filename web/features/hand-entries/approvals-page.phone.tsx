import { formatDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import '../../ui/due-row.css'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './hand-entries.css'
import { DecideApproval } from './decide-approval.tsx'
import { messages } from './messages.ts'

export default function ApprovalsPage() {
  const { today } = useSession()
  const list = useCall('listApprovals', { query: { limit: 100 } })
  return (
    <Screen title={messages.approvals} sub={messages.approvalsSub} back="/">
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.approvalsEmpty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <li className="task" key={`${row.factId} ${row.ruleCode}`}>
                  <div>
                    <b>{messages.forWhom(row.memberName, formatGain(row.points))}</b>
                    <span>{[row.ruleName, formatDay(row.day, today), row.orgName].join('，')}</span>
                  </div>
                  <DecideApproval row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
