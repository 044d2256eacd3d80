import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { CaseFilter, CaseList } from './case-list.tsx'
import { readFilter, requestOf } from './filter.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const filter = readFilter(search)
  const cases = useCall('listCases', { query: requestOf(filter) })
  const reads = can(session, 'cases.read')
  return (
    <Screen title={reads ? titles.list : titles.mine} back="/me">
      <div className="pad top">
        <CaseFilter filter={filter} />
        {can(session, 'cases.record') && (
          <LinkButton href={to('/cases/new')}>{messages.list.record}</LinkButton>
        )}
      </div>
      <Answer of={cases}>{(data) => <CaseList of={data} filter={filter} />}</Answer>
    </Screen>
  )
}
