import { PageHead } from '../../ui/page-head.tsx'
import { ApprovalList } from './approval-list.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ApprovalsPage() {
  return (
    <>
      <PageHead title={titles.approvals} sub={messages.approvals.sub} />
      <ApprovalList />
    </>
  )
}
