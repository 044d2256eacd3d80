import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { YearOf } from './year-of.tsx'

export default function YearPage({ params, search }: PageProps) {
  const { today } = useSession()
  const orgId = Number(params['orgId'])
  return <YearOf key={orgId} orgId={orgId} today={today} search={search} />
}
