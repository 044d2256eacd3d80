import { useQuery } from '@tanstack/react-query'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { CaseFilter, CaseList } from './case-list.tsx'
import { Door } from './door.tsx'
import { readFilter, requestOf } from './filter.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.list

export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const filter = readFilter(search)
  const cases = useQuery(ask('listCases', { query: requestOf(filter) }))
  const count = cases.data?.count
  const say = filter.show === 'closed' ? words.subClosed : words.sub
  return (
    <>
      <PageHead
        title={titles.list}
        sub={count !== undefined && say(count)}
        actions={
          <>
            {can(session, 'cases.read') && <LinkButton href={to('/cases/totals')}>{words.totals}</LinkButton>}
            {can(session, 'cases.record') && <LinkButton href={to('/cases/new')}>{words.record}</LinkButton>}
          </>
        }
      />
      <CaseFilter filter={filter} />
      <Answer of={cases}>
        {(data) => (
          <div className="due">
            <CaseList of={data} filter={filter} />
          </div>
        )}
      </Answer>
      {can(session, 'cases.handle') && <Door />}
    </>
  )
}
