import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { CaseBody } from './case-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const { caseId = '' } = params
  const one = useCall('getCase', { params: { caseId } })
  return (
    <Screen title={titles.one} sub={one.data?.orgName} back="/cases">
      <div className="pad top">
        <Answer of={one}>{(data) => <CaseBody of={data} />}</Answer>
      </div>
    </Screen>
  )
}
