import './duties.css'
import { to } from '../../lib/link.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { ContactLine } from '../../ui/contact-line.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { sayMore, sayShort, stamps } from './duty-words.ts'
import { messages } from './messages.ts'

const limit = 50

/** Who has not, what, since when, and whom to ask; in the order of the register. */
export function MissingBody({ orgId, search }: { orgId: number; search: URLSearchParams }) {
  const { today } = useSession()
  const offset = readOffset(search)
  const [year, month] = [Number(search.get('year')) || undefined, Number(search.get('month')) || undefined]
  const code = search.get('code') ?? undefined
  const state = search.get('state') === 'due' ? ('due' as const) : undefined
  const missing = useCall('listMissingDuties', {
    params: { orgId },
    query: { year, month, code, state, limit, offset },
  })
  return (
    <Answer of={missing}>
      {({ rows, count }) =>
        rows.length === 0 ? (
          <Empty>{messages.noneMissing}</Empty>
        ) : (
          <>
            <ul className="duty-missing">
              {rows.map((row) => (
                <li key={`${row.cell.orgId}/${row.cell.requirementId}/${row.cell.periodStart}`}>
                  <div>
                    <a href={to(withQuery(`/duties/${row.orgId}`, { year }))}>{row.orgName}</a>　{row.name}
                    <small>{sayMore(row.cell, today)}</small>
                  </div>
                  <StampWord state={stamps[row.cell.state]}>{sayShort(row.cell)}</StampWord>
                  {row.contact ? (
                    <ContactLine orgId={row.orgId} contact={row.contact} />
                  ) : (
                    <p className="note">{messages.noContact}</p>
                  )}
                </li>
              ))}
            </ul>
            <Pager
              count={count}
              offset={offset}
              limit={limit}
              unit={messages.unitRows}
              pathOf={(at) =>
                withQuery('/duties/missing', { org: orgId, year, month, code, state, offset: at })
              }
            />
          </>
        )
      }
    </Answer>
  )
}
