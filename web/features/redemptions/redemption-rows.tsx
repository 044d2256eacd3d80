import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Stamp, type StampState } from '../../ui/stamp.tsx'
import { Trouble } from '../../ui/states.tsx'
import { Cancel } from './cancel.tsx'
import { messages } from './messages.ts'

const words = messages.one
export type Desk = CallOutput<'getProgramme'>
type Row = Desk['redemptions']['rows'][number]
const stamps: Record<Row['state'], StampState> = { waiting: 'due', handed: 'done', cancelled: 'excused' }

function HandOver({ row }: { row: Row }) {
  const { redemptionId, memberName, itemName } = row
  const { save, saving, error } = useSave('handOver', `redemption:${redemptionId}:hand-over`)
  const hand = async () => {
    if (await save({ params: { redemptionId }, body: {} }))
      tell({ tone: 'done', sentence: words.handed(memberName, itemName) })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button busy={saving} label={words.handLabel(memberName, itemName)} onPress={() => void hand()}>
        {words.hand}
      </Button>
    </>
  )
}

function RedemptionRow({ row }: { row: Row }) {
  const { today } = useSession()
  const { handed, cancelled, abilities } = row
  return (
    <li className="task">
      <Stamp state={stamps[row.state]} />
      <div>
        <b>
          {row.memberName}　{words.times(row.itemName, row.quantity)}
        </b>
        <span>
          <em>{row.stateLabel}</em>
          {[row.branchName, formatInstant(row.madeAt, today)].join('　')}
        </span>
        {handed && <span>{words.handedBy(handed.byName, formatInstant(handed.at, today))}</span>}
        {cancelled && <span>{words.cancelledBy(cancelled.byName, cancelled.reason)}</span>}
      </div>
      <div className="task-acts">
        {abilities.handOver && <HandOver row={row} />}
        {abilities.cancel && (
          <Cancel redemptionId={row.redemptionId} itemName={row.itemName} memberName={row.memberName} />
        )}
      </div>
    </li>
  )
}

export function RedemptionRows({ rows }: { rows: readonly Row[] }) {
  return (
    <section>
      <h2>{words.redemptions}</h2>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className="tasks">
          {rows.map((row) => (
            <RedemptionRow key={row.redemptionId} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}
