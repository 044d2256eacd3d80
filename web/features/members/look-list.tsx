import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { messages } from './messages.ts'
import { numberWords } from './words.ts'

const words = messages.page

/** Who had a member's number shown in clear, when and why; `own`: the reader is the member. */
export function LookList({ looks, own = true }: { looks: CallOutput<'listLooks'>; own?: boolean }) {
  const { today } = useSession()
  if (looks.count === 0) return <p className="note">{own ? words.noLooks : words.noLooksHere}</p>
  return (
    <>
      <ul className="posts">
        {looks.rows.map((look) => (
          <li key={look.lookId}>
            <span>
              <b>
                {look.by ?? words.someone} {words.lookedAt(numberWords[look.field])}
              </b>
              <small>
                {formatInstant(look.at, today)}，{look.reason}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {looks.count > looks.rows.length && <p className="note">{words.looksAll(looks.count)}</p>}
    </>
  )
}
