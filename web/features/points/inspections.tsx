import { to } from '../../lib/link.ts'
import { recordPath } from '../../lib/record-path.ts'
import { useCall } from '../../lib/use-call.ts'
import { RaiseHere } from '../objections/raise-here.tsx'
import { messages } from './messages.ts'

const words = messages.inspections

/** What revisits of the year found of the work at enterprises: beside the points, and no points by itself. */
export function Inspections({ memberId, year }: { memberId: string; year: number }) {
  const list = useCall('listInspections', { params: { memberId }, query: { year } })
  const rows = list.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="missing">
      <h2>{words.title}</h2>
      <p className="note">{words.note}</p>
      {rows.map(({ factId, revisitId, saying, underObjection }) => (
        <div key={factId}>
          <p>
            {saying}{' '}
            <a
              href={to(recordPath({ kind: 'revisit', id: revisitId }) ?? '')}
              aria-label={words.lookAt(saying)}
            >
              {words.look}
            </a>
          </p>
          {list.data?.abilities.object ? (
            <RaiseHere about={{ factId }} standing={underObjection} />
          ) : (
            underObjection && <p className="note">{messages.booklet.checking}</p>
          )}
        </div>
      ))}
    </section>
  )
}
