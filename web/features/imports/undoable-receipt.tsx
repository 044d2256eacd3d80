import { useQuery } from '@tanstack/react-query'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { isWorking, type What } from './import-types.ts'
import { messages } from './messages.ts'
import { UndoButton } from './undo-button.tsx'

const words = messages.undoable

/** The latest import that can still be taken back, wherever one is; `except`: the one whose page this is. */
export function UndoableReceipt({ orgId, what, except }: { orgId: number; what: What; except?: string }) {
  const { today } = useSession()
  const list = useQuery({
    ...ask('listImports', { query: { orgId, what, limit: 5 } }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isWorking) ? 2_000 : false),
  })
  const found = list.data?.rows.find((row) => row.abilities.undo && row.state === 'applied')
  if (!found || found.importId === except) return null
  return (
    <div className="slot">
      <div className="receipt">
        <div className="receipt-say">
          {words.sentence(found.fileName, formatInstant(found.appliedAt ?? found.createdAt, today))}
        </div>
        <LinkButton href={to(`/imports/${found.importId}`)}>{words.look}</LinkButton>
        <UndoButton importId={found.importId} />
      </div>
    </div>
  )
}
