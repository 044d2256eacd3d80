import { go } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { Filter, type FilterState, listRequest, readFilter } from './filter.tsx'
import { messages } from './messages.ts'
import { ObjectionRows } from './objection-rows.tsx'
import { titles } from './titles.ts'

const words = messages.list

export default function ObjectionsPage({ search }: PageProps) {
  const session = useSession()
  const answers = can(session, ['objections.answer', 'objections.review'])
  const filter = readFilter(search, answers)
  const objections = useCall('listObjections', { query: listRequest(filter) })
  const choose = (next: FilterState) => go(`/objections?show=${next}`, { replace: true })
  return (
    <Screen title={answers ? titles.list : titles.mine} back="/me">
      <div className="pad top">
        {answers ? <Filter value={filter} onChoose={choose} /> : <p className="note">{words.mineSub}</p>}
      </div>
      <Answer of={objections}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{filter === 'mine' ? words.mineEmpty : words.empty}</Empty>
          ) : (
            <ObjectionRows rows={rows} />
          )
        }
      </Answer>
    </Screen>
  )
}
