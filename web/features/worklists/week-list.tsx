import type { CallOutput } from '../../lib/call-types.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { AnswerForm } from './answer-form.tsx'
import { type Cell, type Item, ItemLine, isSpared } from './item-line.tsx'
import { messages } from './messages.ts'

const words = messages.week2
export type Week = CallOutput<'getOrgWeek'>
type List = Week['lists'][number]
type Own = { list: List; orgId: number; mayAnswer: boolean }

function Receipt({ list: { worklist, receipt }, orgId, mayAnswer }: Own) {
  const { today } = useSession()
  const { save, saving, error } = useSave('giveReceipt', `receipt:${worklist.worklistId}`)
  if (receipt)
    return <p className="note">{words.received(receipt.byName, formatInstant(receipt.at, today))}</p>
  if (!mayAnswer) return <p className="note">{messages.one.noReceipt}</p>
  const receive = async () => {
    if (await save({ params: { worklistId: worklist.worklistId, orgId } }))
      tell({ tone: 'done', sentence: words.receivedDone })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button tone="go" busy={saving} onPress={() => void receive()}>
        {words.receive}
      </Button>
    </>
  )
}

/** Where the deed that answers an item is recorded. */
function RecordLink({ item }: { item: Item }) {
  const { demand, title } = item
  const activity = demand.by === 'fact' ? demand.pattern['activity'] : undefined
  if (typeof activity !== 'string') return null
  return (
    <LinkButton href={to(`/activities/record?kind=${activity}`)} label={words.recordLabel(title)}>
      {words.record}
    </LinkButton>
  )
}

function Line({ own, item }: { own: Own; item: Item }) {
  const { list, orgId, mayAnswer } = own
  const { worklistId, state } = list.worklist
  const isOver = state === 'over'
  const cell = list.cells.find((one) => one.itemId === item.itemId)
  const spared = !cell?.done && isSpared(item, orgId, list)
  const mayRecord = !spared && !cell?.done && !isOver && (item.menu === null || cell?.picked)
  return (
    <ItemLine worklistId={worklistId} item={item} cell={cell} isOver={isOver} spared={spared}>
      {mayAnswer && item.demand.by === 'answer' && (
        <AnswerForm worklistId={worklistId} orgId={orgId} item={item} answered={cell?.answer?.text} />
      )}
      {mayAnswer && item.demand.by === 'fact' && mayRecord && <RecordLink item={item} />}
      {item.menu !== null && mayAnswer && cell && !cell.done && !spared && (
        <Pick own={own} item={item} cell={cell} />
      )}
    </ItemLine>
  )
}

function Pick({ own: { list, orgId }, item, cell }: { own: Own; item: Item; cell: Cell }) {
  const { worklistId } = list.worklist
  const { save, saving, error } = useSave('pickItems')
  const choose = async (on: boolean) => {
    const others = list.cells.filter((one) => one.picked && one.itemId !== item.itemId)
    const itemIds = [...others.map((one) => one.itemId), ...(on ? [item.itemId] : [])]
    if (await save({ params: { worklistId, orgId }, body: { itemIds } }))
      tell({ tone: 'done', sentence: on ? words.picked : words.unpicked })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button
        tone={cell.picked ? 'quiet' : 'plain'}
        busy={saving}
        label={words.pickLabel(cell.picked, item.title)}
        onPress={() => void choose(!cell.picked)}
      >
        {cell.picked ? words.unpick : words.pick}
      </Button>
    </>
  )
}

/** One list that came from above: 收到, what must be done, and what may be picked. */
export function WeekList({ list, orgId, mayAnswer }: Own) {
  const own = { list, orgId, mayAnswer }
  const { worklist, menus, items } = list
  const groups = [
    { key: 'must', title: messages.one.must, items: items.filter((item) => item.menu === null) },
    ...menus.map(({ menu, title, choose }) => {
      const some = items.filter((item) => item.menu === menu)
      return { key: String(menu), title: messages.one.menu(title, choose, some.length), items: some }
    }),
  ].filter((group) => group.items.length > 0)
  return (
    <section className="worklist" aria-label={worklist.title}>
      <h2>{worklist.title}</h2>
      <p className="note">{words.from(worklist.orgName)}</p>
      {worklist.note && <p>{worklist.note}</p>}
      <Receipt {...own} />
      {groups.map((group) => (
        <div key={group.key}>
          <h3 className="sec">{group.title}</h3>
          <ul className="tasks">
            {group.items.map((item) => (
              <Line key={item.itemId} own={own} item={item} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
