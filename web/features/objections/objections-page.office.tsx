import { useQuery } from '@tanstack/react-query'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { Filter, type FilterState, listRequest, readFilter } from './filter.tsx'
import { messages } from './messages.ts'
import { ObjectionRows } from './objection-rows.tsx'
import { waits } from './state-word.tsx'
import { titles } from './titles.ts'

const words = messages.list

/** 异议: those that wait for an answer first, by their last day. */
export default function ObjectionsPage({ search }: PageProps) {
  const session = useSession()
  const answers = can(session, ['objections.answer', 'objections.review'])
  const mayRecord = can(session, 'objections.answer')
  const filter = readFilter(search, answers)
  const objections = useQuery(ask('listObjections', { query: listRequest(filter) }))
  const choose = (next: FilterState) => go(`/objections?show=${next}`, { replace: true })
  const open = objections.data?.rows.filter(waits).length
  return (
    <>
      <PageHead
        title={answers ? titles.list : titles.mine}
        sub={answers ? open !== undefined && words.sub(open) : words.mineSub}
        actions={mayRecord && <LinkButton href={to('/objections/new')}>{words.recordNew}</LinkButton>}
      />
      {answers && <Filter value={filter} onChoose={choose} />}
      <Answer of={objections}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{filter === 'mine' ? words.mineEmpty : words.empty}</Empty>
          ) : (
            <div className="due">
              <ObjectionRows rows={rows} />
            </div>
          )
        }
      </Answer>
    </>
  )
}
