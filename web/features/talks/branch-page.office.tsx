import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { BranchBody } from './branch-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function BranchPage({ search }: PageProps) {
  const { today } = useSession()
  const year = Number(search.get('year')) || Number(today.slice(0, 4))
  return (
    <>
      <PageHead title={titles.list} sub={messages.sub(year)} />
      <BranchBody search={search} />
    </>
  )
}
