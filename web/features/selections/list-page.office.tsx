import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { SelectionRows } from './selection-rows.tsx'
import { titles } from './titles.ts'

const words = messages.list

export default function ListPage() {
  const session = useSession()
  const list = useCall('listSelections', { query: { limit: 100 } })
  const open = (
    <LinkButton tone="go" href={to('/selections/new')}>
      {words.open}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={titles.list} sub={words.sub} actions={can(session, 'selections.run') && open} />
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <div className="due">
              <SelectionRows rows={rows} />
            </div>
          )
        }
      </Answer>
    </>
  )
}
