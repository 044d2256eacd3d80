import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { words as all } from './desk/messages.ts'

const words = all.conflict
type Conflict = CallOutput<'listMergeConflicts'>['rows'][number]
type Take = 'stands' | 'brought'

function Side({
  of,
  take,
  onTake,
}: {
  of: Conflict
  take: Take
  onTake: (of: Conflict, take: Take) => void
}) {
  const { today } = useSession()
  const { value, by, at } = of[take]
  return (
    <>
      <b>{value ?? words.empty}</b> <span className="note">{words.by(by, formatInstant(at, today))}</span>{' '}
      <Button label={`${words[take]}：${of.address} ${of.fieldLabel}`} onPress={() => onTake(of, take)}>
        {words[take]}
      </Button>
    </>
  )
}

/** What two people changed to different things: neither side is proposed, a person says which. */
export default function ConflictsPage() {
  const list = useCall('listMergeConflicts', {})
  const { save, error } = useSave('settleMergeConflict')
  const settle = async ({ conflictId, version }: Conflict, take: Take) => {
    if (!(await save({ params: { conflictId }, body: { take, version } }))) return
    tell({ tone: 'done', sentence: words.settled })
    list.reload()
  }
  const onTake = (of: Conflict, take: Take) => void settle(of, take)
  const columns: Column<Conflict>[] = [
    { id: 'what', head: all.household.address, names: true, cell: (of) => `${of.address} ${of.fieldLabel}` },
    { id: 'stands', head: words.stands, cell: (of) => <Side of={of} take="stands" onTake={onTake} /> },
    { id: 'brought', head: words.brought, cell: (of) => <Side of={of} take="brought" onTake={onTake} /> },
  ]
  return (
    <>
      <PageHead title={words.title} sub={words.sub} />
      {error && <Trouble error={error} onRetry={list.reload} />}
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <Ledger caption={words.title} columns={columns} rows={rows} keyOf={(of) => of.conflictId} />
          )
        }
      </Answer>
    </>
  )
}
