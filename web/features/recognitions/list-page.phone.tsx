import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ListPage() {
  const session = useSession()
  const writes = can(session, 'recognitions.write')
  return (
    <Screen
      title={writes ? titles.list : titles.mine}
      back="/me"
      foot={
        writes && (
          <LinkButton href={to('/recognitions/new')} tone="go" wide>
            {titles.record}
          </LinkButton>
        )
      }
    >
      <p className="pad top note">{messages.sub}</p>
      <ListBody />
    </Screen>
  )
}
