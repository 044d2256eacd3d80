import { useQuery } from '@tanstack/react-query'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PublicationRows } from './publication-rows.tsx'
import { titles } from './titles.ts'

const words = messages.list

/** 公示: every list that was prepared, what waits for somebody first. */
export default function PublicationsPage() {
  const session = useSession()
  const publications = useQuery(ask('listPublications', { query: { limit: 100 } }))
  const toBoard = (
    <LinkButton tone={can(session, 'boards.prepare') ? 'go' : 'plain'} href={to('/boards')}>
      {words.toBoard}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={titles.list} sub={words.sub} actions={can(session, 'points.totals') && toBoard} />
      <Answer of={publications}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <div className="due">
              <PublicationRows rows={rows} />
            </div>
          )
        }
      </Answer>
    </>
  )
}
