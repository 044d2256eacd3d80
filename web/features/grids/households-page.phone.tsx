import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { HouseholdsBody } from './households-body.tsx'
import { householdWords as words } from './messages.ts'
import { useRegister } from './use-register.ts'

export default function HouseholdsPage(props: PageProps) {
  const of = useRegister(props)
  return (
    <Screen title={words.title} sub={of.list.data?.gridName} back={`/grids/${of.orgId}`}>
      <HouseholdsBody of={of} />
    </Screen>
  )
}
