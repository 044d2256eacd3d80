import { Screen } from '../../ui/screen.tsx'
import { ApprovalList } from './approval-list.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ApprovalsPage() {
  return (
    <Screen title={titles.approvals} back="/">
      <p className="pad top note">{messages.approvals.sub}</p>
      <ApprovalList />
    </Screen>
  )
}
