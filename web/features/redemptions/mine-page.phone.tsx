import './redemptions.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { Cancel } from './cancel.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { formatYuan } from './yuan.ts'

const words = messages.mine
type Mine = CallOutput<'getOwnRedemptions'>
type Item = Mine['programmes'][number]['items'][number]

function ItemRow({ item }: { item: Item }) {
  const { itemId, name, price, stock, mayRedeem, why } = item
  const { save, saving, error } = useSave('redeem', `redeem:${itemId}`)
  const points = formatPoints(price)
  const redeem = async () => {
    if (await save({ params: { itemId }, body: {} })) tell({ tone: 'done', sentence: words.redeemed(name) })
  }
  return (
    <li className="task">
      <div>
        <b>{name}</b>
        <span>{words.price(points, stock)}</span>
        {why && <span>{why}</span>}
      </div>
      {error && <Trouble error={error} />}
      {mayRedeem && (
        <Button busy={saving} label={words.redeemLabel(name, points)} onPress={() => void redeem()}>
          {words.redeem}
        </Button>
      )}
    </li>
  )
}

function Programme({ programme }: { programme: Mine['programmes'][number] }) {
  const { today } = useSession()
  const { name, orgName, validFrom, validTo, left, booked, redeemed, ceilingLeftFen, items } = programme
  return (
    <section>
      <h2>{name}</h2>
      <p>
        {orgName}，{messages.list.span(formatDay(validFrom, today), formatDay(validTo, today))}，
        {programme.stateLabel}
      </p>
      <p>
        <b>{words.left(formatPoints(left))}</b>
        {words.booked}
        <Figure href={to('/booklet')} label={words.bookedLabel(formatPoints(booked))}>
          {formatPoints(booked)}
        </Figure>
        {words.redeemedAlready(formatPoints(redeemed))}
      </p>
      <p className="note">{words.ceiling(formatYuan(ceilingLeftFen))}</p>
      <ul className="tasks">
        {items.map((item) => (
          <ItemRow key={item.itemId} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Done({ redemptions }: { redemptions: Mine['redemptions'] }) {
  return (
    <section>
      <h2>{words.done}</h2>
      <ul className="tasks">
        {redemptions.map((one) => (
          <li className="task" key={one.redemptionId}>
            <div>
              <b>{messages.one.times(one.itemName, one.quantity)}</b>
              <span>
                <em>{one.stateLabel}</em>
                {words.points(formatPoints(one.points))}
              </span>
              {one.cancelled && (
                <span>{messages.one.cancelledBy(one.cancelled.byName, one.cancelled.reason)}</span>
              )}
            </div>
            {one.abilities.cancel && <Cancel redemptionId={one.redemptionId} itemName={one.itemName} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What one may redeem, and what one has; nothing at all where no organisation has opened it. */
export default function MinePage() {
  const mine = useCall('getOwnRedemptions', {})
  return (
    <Screen title={titles.mine} back="/me">
      <Answer of={mine}>
        {({ programmes, redemptions }) =>
          programmes.length + redemptions.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <div className="redeem">
              <p className="pad top note">{messages.keeps}</p>
              {programmes.map((programme) => (
                <Programme key={programme.programmeId} programme={programme} />
              ))}
              {redemptions.length > 0 && <Done redemptions={redemptions} />}
            </div>
          )
        }
      </Answer>
    </Screen>
  )
}
