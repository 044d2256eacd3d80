import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ListPage({ search }: PageProps) {
  return (
    <Screen title={titles.list} back="/me">
      <p className="pad top note">{messages.list.sub}</p>
      <ListBody search={search} />
    </Screen>
  )
}
