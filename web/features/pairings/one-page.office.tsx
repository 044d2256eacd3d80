import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { useHelpNow } from './help-write.ts'
import { OneBody } from './one-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const one = useCall('getPairing', { params: { pairingId: params['pairingId'] ?? '' } })
  return (
    <>
      <PageHead title={one.data?.memberName ?? titles.list} sub={one.data?.branchName} />
      <Answer of={one}>{(row) => <OneBody row={row} useWrite={useHelpNow} />}</Answer>
    </>
  )
}
