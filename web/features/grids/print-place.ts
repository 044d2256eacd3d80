import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'

/** Of which place the wall sheet is printed: where one works now, a village or a grid. */
export function usePrintPlace(): number | undefined {
  const session = useSession()
  const place = usePlace()
  const prints = can(session, 'households.read')
  return prints ? place?.orgId : undefined
}
