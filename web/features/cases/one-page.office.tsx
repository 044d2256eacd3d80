import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { CaseBody } from './case-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const { caseId = '' } = params
  const one = useQuery(ask('getCase', { params: { caseId } }))
  return (
    <>
      <PageHead title={titles.one} sub={one.data?.orgName} />
      <Answer of={one}>{(data) => <CaseBody of={data} />}</Answer>
    </>
  )
}
