import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { HouseholdsBody, pageSize, readOnly } from './households-body.tsx'
import { householdWords as words } from './messages.ts'

export default function HouseholdsPage({ params, search }: PageProps) {
  const orgId = Number(params['orgId'])
  const offset = readOffset(search)
  const only = readOnly(search)
  const query = { limit: pageSize, offset, ...(only && { [only]: 'true' as const }) }
  const list = useCall('listHouseholds', { params: { orgId }, query })
  return (
    <>
      <PageHead title={words.title} sub={list.data?.gridName} />
      <Answer of={list}>
        {(register) => (
          <HouseholdsBody register={register} orgId={orgId} offset={offset} only={only} imports />
        )}
      </Answer>
    </>
  )
}
