import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { ObjectionBody } from './objection-body.tsx'
import { titles } from './titles.ts'

export default function ObjectionPage({ params }: PageProps) {
  const { objectionId = '' } = params
  const objection = useCall('getObjection', { params: { objectionId } })
  return (
    <Screen title={titles.one} sub={objection.data?.orgName} back="/objections">
      <div className="pad top">
        <Answer of={objection}>{(data) => <ObjectionBody objection={data} />}</Answer>
      </div>
    </Screen>
  )
}
