import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Empty } from '../../ui/states.tsx'
import { ColumnNotes } from './column-notes.tsx'
import { Rows, sayParts } from './dry-run.tsx'
import type { Import } from './import-types.ts'
import { messages } from './messages.ts'
import { readShow } from './rows-address.ts'
import { UndoButton } from './undo-button.tsx'
import { VerdictTiles } from './verdict-tiles.tsx'

const words = messages.outcome
const own = messages.page

function AppliedReceipt({ found }: { found: Import }) {
  const { today } = useSession()
  const said = found.what === 'members' ? words : messages.households
  const when = formatInstant(found.appliedAt ?? found.createdAt, today)
  return (
    <div className="receipt import-done" role="status">
      <div className="receipt-say">
        <b>{words.applied(sayParts(found.accepted))}</b>
        {found.abilities.undo ? words.undoable(when) : said.since(when)}
      </div>
      {found.what === 'members' ? (
        <LinkButton href={to('/members')}>{words.members}</LinkButton>
      ) : (
        <LinkButton href={to('/households')}>{messages.households.open}</LinkButton>
      )}
      {found.abilities.undo && <UndoButton importId={found.importId} rows={found.accepted.all} />}
    </div>
  )
}

function Said({ found }: { found: Import }) {
  const { today } = useSession()
  const said = found.what === 'members' ? words : messages.households
  const failure = found.failure && (
    <Receipt tone="error">
      {found.failure.message}
      {found.failure.lines.length > 0 && ` ${own.linesAtFault(found.failure.lines)}`}
    </Receipt>
  )
  switch (found.state) {
    case 'applied':
      return (
        <>
          {failure}
          <AppliedReceipt found={found} />
        </>
      )
    case 'undone':
      return <Receipt>{said.undone(formatInstant(found.undoneAt ?? found.createdAt, today))}</Receipt>
    case 'failed':
      return failure
    default:
      return null
  }
}

/** What came of an import: the receipt with its way back, and what was written. */
export function Outcome({ found, search }: { found: Import; search: URLSearchParams }) {
  const { show, offset } = readShow(search, 'written')
  if (found.state === 'discarded') return <Empty>{own.discarded}</Empty>
  const read = found.state !== 'failed'
  return (
    <>
      <Said found={found} />
      {!read && <p>{own.failedAdvice}</p>}
      {read && <VerdictTiles found={found} show={show} />}
      {read && <ColumnNotes columns={found.columns} />}
      {read &&
        (found.forgotten ? <p>{own.forgotten}</p> : <Rows found={found} show={show} offset={offset} />)}
    </>
  )
}
