import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { messages } from './messages.ts'

type Look = CallOutput<'getReviews'>['cases'][number]['looks'][number]

/** Who looked and when, what came of it, what is next. */
export function LookLine({ look }: { look: Look }) {
  const { today } = useSession()
  return (
    <>
      <span>{messages.list.looked(look.byName, formatInstant(look.at, today))}</span>
      <span>{look.outcome}</span>
      <span>{messages.list.next(look.next)}</span>
    </>
  )
}
