import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { Screen } from '../../ui/screen.tsx'
import { BranchBody } from './branch-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function BranchPage({ search }: PageProps) {
  const { today } = useSession()
  const year = Number(search.get('year')) || Number(today.slice(0, 4))
  return (
    <Screen title={titles.list} back="/me">
      <p className="pad top note">{messages.sub(year)}</p>
      <BranchBody search={search} />
    </Screen>
  )
}
