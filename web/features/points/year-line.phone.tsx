import './points.css'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { messages } from './messages.ts'

/** One's points of this year on the start page: one figure, which opens to the book. */
export default function YearLine({ memberId }: { memberId: string }) {
  const booklet = useCall('getBooklet', { params: { memberId } })
  return (
    <div className="pad top">
      {booklet.data && (
        <p className="rowline">
          <span>{messages.thisYear}</span>
          <b>
            <Figure href={to('/booklet')} label={messages.openMine(booklet.data.total)}>
              {formatPoints(booklet.data.total)}
            </Figure>{' '}
            {messages.points}
          </b>
        </p>
      )}
      <p className="note">{messages.noPhone}</p>
    </div>
  )
}
