import type { PageProps } from '../../lib/pages.ts'
import { withQuery } from '../../lib/with-query.ts'
import { StripOf } from './strip-of.tsx'

export default function StripPage({ params, search }: PageProps) {
  const orgId = Number(params['orgId'])
  const pathOf = (year: number) => withQuery(`/duties/${orgId}`, { year })
  return <StripOf key={orgId} orgId={orgId} search={search} pathOf={pathOf} above />
}
