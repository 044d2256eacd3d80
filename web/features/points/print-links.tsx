import { withQuery } from '../../lib/with-query.ts'
import { Icon } from '../../ui/icon.tsx'
import { messages } from './messages.ts'

/** The paper booklet opens beside the page: it is printed, not worked in. */
export function PrintLinks({ memberId, year }: { memberId: string; year: number }) {
  const path = `/print/members/${memberId}/booklet`
  return (
    <>
      <a className="btn" href={withQuery(path, { year })} target="_blank" rel="noopener">
        <Icon name="print" />
        {messages.booklet.print}
      </a>
      <a className="btn" href={withQuery(path, { year, size: 'large' })} target="_blank" rel="noopener">
        {messages.booklet.printLarge}
      </a>
    </>
  )
}
