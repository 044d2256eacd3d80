import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { OneBody } from './one-body.tsx'
import { titles } from './titles.ts'
import { useKeptHelp } from './use-kept-help.ts'

export default function OnePage({ params }: PageProps) {
  const one = useCall('getPairing', { params: { pairingId: params['pairingId'] ?? '' } })
  return (
    <Screen title={one.data?.memberName ?? titles.list} sub={one.data?.branchName} back="/pairings">
      <Answer of={one}>{(row) => <OneBody row={row} useWrite={useKeptHelp} />}</Answer>
    </Screen>
  )
}
