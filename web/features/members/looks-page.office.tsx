import './members.css'
import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { LogFilter, useLogFilter } from '../../ui/log-filter.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { looksWords as words } from './looks-words.ts'
import { numberWords } from './words.ts'

type Look = CallOutput<'listLookLog'>['rows'][number]
const pageSize = 50

function columnsFor(today: string): Column<Look>[] {
  const { heads } = words
  return [
    { id: 'at', head: heads.at, tight: true, cell: (look) => formatInstant(look.at, today) },
    { id: 'by', head: heads.by, names: true, cell: (look) => look.by ?? '' },
    { id: 'field', head: heads.field, cell: (look) => numberWords[look.field] },
    { id: 'whom', head: heads.whom, cell: (look) => look.memberName },
    { id: 'org', head: heads.org, cell: (look) => look.orgName },
    { id: 'reason', head: heads.reason, cell: (look) => look.reason },
  ]
}

/** For who audits: every look at a number in clear, by days and by who it was or about whom. */
export default function LooksPage() {
  const { today } = useSession()
  const filter = useLogFilter()
  const { query, offset, setOffset } = filter
  const looks = useQuery(ask('listLookLog', { query: { ...query, limit: pageSize, offset } }))
  return (
    <>
      <PageHead title={words.title} sub={looks.data && words.sub(looks.data.count)} />
      <LogFilter of={filter} words={words} />
      <Answer of={looks}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(look) => look.lookId}
              />
              <Pager count={count} offset={offset} limit={pageSize} unit="次" onGo={setOffset} />
            </>
          )
        }
      </Answer>
    </>
  )
}
