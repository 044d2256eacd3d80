import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'

export default function ListPage({ search }: PageProps) {
  return (
    <Screen title={messages.title} back="/record">
      <ListBody search={search} />
    </Screen>
  )
}
