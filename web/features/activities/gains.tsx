import { useId, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Chain } from '../../ui/chain.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { GainLines } from './gain-lines.tsx'
import { messages } from './messages.ts'
import { readerOf } from './reader.ts'
import type { Detail } from './use-record.ts'

export type Points = CallOutput<'getActivityPoints'>
type Gain = Points['rules'][number]

function each(gain: Gain): string | undefined {
  return gain.each === null ? undefined : formatPoints(gain.each)
}

/** Why the points of one rule are what they are: rule, fact, who recorded it, the record. */
function Why({ gain, detail }: { gain: Gain; detail: Detail }) {
  const { today } = useSession()
  const { activity } = detail
  return (
    <Chain
      rule={
        <>
          {messages.ruleSaying(gain.ruleName, each(gain))}
          <small> {messages.ruleVersion(gain.schemeName, gain.versionNo)}</small>
        </>
      }
      fact={messages.factSaying(gain.people, activity.title)}
      by={
        activity.closedAt &&
        messages.bySaying(activity.closedByName ?? '', messages.at(activity.closedAt, today))
      }
      record={
        <a href={to(`/activities/${activity.activityId}`)}>
          {activity.serial ? messages.serial(activity.serial.no) : activity.title}
        </a>
      }
    />
  )
}

type RulesProps = { points: Points; detail: Detail; own: boolean; onPeople: () => void }

function Rules({ points, detail, own, onPeople }: RulesProps) {
  const [open, setOpen] = useState<number>()
  const columns: Column<Gain>[] = [
    { id: 'rule', head: messages.byRule, names: true, cell: (gain) => gain.ruleName },
    {
      id: 'people',
      head: messages.peopleHead,
      num: true,
      cell: (gain) => (
        <Figure open={false} onToggle={onPeople} label={messages.presentFigure(gain.people)}>
          {gain.people}
        </Figure>
      ),
    },
    {
      id: 'points',
      head: messages.pointsHead,
      num: true,
      cell: (gain) => (
        <Figure
          open={open === gain.ruleId}
          onToggle={() => setOpen(open === gain.ruleId ? undefined : gain.ruleId)}
          label={messages.ruleLabel(formatPoints(gain.points))}
        >
          {formatPoints(gain.points)}
        </Figure>
      ),
    },
  ]
  const closing = { cells: { rule: messages.sum, points: formatPoints(points.total) } }
  return (
    <Ledger
      caption={messages.byRule}
      columns={own ? columns.filter((column) => column.id !== 'people') : columns}
      parts={[{ id: 'rules', rows: points.rules, closing }]}
      keyOf={(gain) => gain.ruleId}
      openKey={open}
      open={(gain) => <Why gain={gain} detail={detail} />}
    />
  )
}

function Total({
  points,
  own,
  open,
  onToggle,
  id,
}: {
  points: Points
  own: boolean
  open: boolean
  onToggle: () => void
  id: string
}) {
  const [only] = points.rules
  const same = points.rules.length === 1 && only ? each(only) : undefined
  const total = formatPoints(points.total)
  return (
    <div className="sum">
      <span>
        {messages.thisTime}
        <br />
        <small>{own ? messages.gotPoints(total) : only && same && messages.eachGot(only.people, same)}</small>
      </span>
      <b className="f">
        <Figure open={open} onToggle={onToggle} controls={id} label={messages.pointsLabel(total)}>
          {total}
        </Figure>
        <small>{messages.points}</small>
      </b>
    </div>
  )
}

type GainsProps = {
  points: Points
  detail: Detail
  /** Opens the list of who was there. */
  onPeople: () => void
}

/** What an activity gave: points by rule, each figure with its ground. */
export function Gains({ points, detail, onPeople }: GainsProps) {
  const [open, setOpen] = useState(true)
  const id = useId()
  const own = readerOf(detail, useSession().memberId) === 'own'
  return (
    <section aria-label={messages.thisTime}>
      {points.rules.length === 0 ? (
        points.waiting.length === 0 && (
          <p className="note">{own ? messages.noOwnPoints : messages.noPoints}</p>
        )
      ) : (
        <>
          <Total points={points} own={own} open={open} onToggle={() => setOpen(!open)} id={id} />
          <div id={id} hidden={!open}>
            <Rules points={points} detail={detail} own={own} onPeople={onPeople} />
          </div>
        </>
      )}
      <GainLines points={points} detail={detail} own={own} />
    </section>
  )
}
