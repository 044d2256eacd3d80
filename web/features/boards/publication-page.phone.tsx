import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { PublicationBody } from './publication-body.tsx'
import { titles } from './titles.ts'

export default function PublicationPage({ params }: PageProps) {
  const { publicationId = '' } = params
  const publication = useCall('getPublication', { params: { publicationId } })
  const { data } = publication
  return (
    <Screen
      title={data?.title ?? titles.one}
      sub={data && `${data.period.label} · ${data.stateLabel}`}
      back="/publications"
    >
      <div className="pad top">
        <Answer of={publication}>{(data) => <PublicationBody publication={data} wide={false} />}</Answer>
      </div>
    </Screen>
  )
}
