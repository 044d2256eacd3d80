import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { MinutesBody } from './minutes-body.tsx'
import { titles } from './titles.ts'

export default function MinutesPage({ search }: PageProps) {
  return (
    <Screen title={titles.minutes} back="/me">
      <MinutesBody search={search} />
    </Screen>
  )
}
