import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ObjectionBody } from './objection-body.tsx'
import { titles } from './titles.ts'

export default function ObjectionPage({ params }: PageProps) {
  const { objectionId = '' } = params
  const objection = useQuery(ask('getObjection', { params: { objectionId } }))
  return (
    <>
      <PageHead title={titles.one} sub={objection.data?.orgName} />
      <Answer of={objection}>{(data) => <ObjectionBody objection={data} />}</Answer>
    </>
  )
}
