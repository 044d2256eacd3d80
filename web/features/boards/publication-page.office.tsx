import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { PublicationBody } from './publication-body.tsx'
import { titles } from './titles.ts'

export default function PublicationPage({ params }: PageProps) {
  const { publicationId = '' } = params
  const publication = useQuery(ask('getPublication', { params: { publicationId } }))
  const { data } = publication
  return (
    <>
      <PageHead title={data?.title ?? titles.one} sub={data && `${data.period.label}，${data.stateLabel}`} />
      <Answer of={publication}>{(data) => <PublicationBody publication={data} wide />}</Answer>
    </>
  )
}
