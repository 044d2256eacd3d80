import './assessments.css'
import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

/** Where one answers, and later where one reads how one was assessed. */
export default function OwnPage({ params }: PageProps) {
  const { assessmentId = '' } = params
  const own = useCall('getOwnAssessment', { params: { assessmentId } })
  return (
    <Screen
      title={own.data?.assessment.title ?? titles.one}
      sub={own.data?.assessment.assessorsLabel}
      back="/assessments"
    >
      <Answer of={own}>{(data) => <OwnBody assessmentId={assessmentId} own={data} />}</Answer>
    </Screen>
  )
}
