import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { HouseholdsBody } from './households-body.tsx'
import { householdWords as words } from './messages.ts'
import { useRegister } from './use-register.ts'

export default function HouseholdsPage(props: PageProps) {
  const of = useRegister(props)
  return (
    <>
      <PageHead title={words.title} sub={of.list.data?.gridName} />
      <HouseholdsBody of={of} imports />
    </>
  )
}
