import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { providerWords as words } from './provider-words.ts'

export type Link = CallOutput<'listOwnLinks'>['rows'][number]

/** Who linked what and when, what is over among it; `act` stands at what is in force. */
export function ProviderLinks({
  rows,
  act,
}: {
  rows: readonly Link[]
  act: (link: Link) => React.ReactNode
}) {
  const { today } = useSession()
  if (rows.length === 0) return null
  return (
    <ul className="machines">
      {rows.map((link) => {
        const { linkId, providerName, at, byName, byOwner, reason, confirmed, ended } = link
        return (
          <li key={linkId}>
            <p>
              <b>{providerName ?? words.gone}</b>
              <small>
                {words.by(formatInstant(at, today), byOwner ? words.own : byName, reason)}
                {ended && `；${words.ended(formatInstant(ended.at, today), ended.byName, ended.reason)}`}
                {!ended && !confirmed && `；${words.unconfirmed}`}
              </small>
            </p>
            {!ended && act(link)}
          </li>
        )
      })}
    </ul>
  )
}
