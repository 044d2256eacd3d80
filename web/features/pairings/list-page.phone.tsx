import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { ListBody } from './list-body.tsx'
import { titles } from './titles.ts'

export default function ListPage({ search }: PageProps) {
  return (
    <Screen title={titles.list} back="/record">
      <ListBody search={search} />
    </Screen>
  )
}
