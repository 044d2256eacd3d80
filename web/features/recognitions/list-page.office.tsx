import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ListPage() {
  const session = useSession()
  return (
    <>
      <PageHead
        title={titles.list}
        sub={messages.sub}
        actions={
          can(session, 'recognitions.write') && (
            <LinkButton href={to('/recognitions/new')} tone="go">
              {titles.record}
            </LinkButton>
          )
        }
      />
      <ListBody />
    </>
  )
}
