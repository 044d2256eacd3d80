import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { HelpForm } from './help-form.tsx'
import { HelpLines } from './help-lines.tsx'
import type { UseHelpWrite } from './help-write.ts'
import { Standing, whereOf } from './list-body.tsx'
import { helpWords, messages, reviewWords } from './messages.ts'
import { ReviewForm } from './review-form.tsx'

type One = CallOutput<'getPairing'>

function Reviews({ rows }: { rows: One['reviews'] }) {
  const { today } = useSession()
  if (rows.length === 0) return null
  return (
    <>
      <h2>{messages.reviews}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.reviewId}>
            {[formatDay(row.reviewedOn, today), row.outcomeLabel, row.byName && messages.by(row.byName)]
              .filter(Boolean)
              .join('，')}
          </li>
        ))}
      </ul>
    </>
  )
}

/** One pairing: what was given, what reviews said, and what there was before and after. */
export function OneBody({ row, useWrite }: { row: One; useWrite: UseHelpWrite }) {
  const { today } = useSession()
  const [open, setOpen] = useState<'help' | 'review'>()
  const close = () => setOpen(undefined)
  const { abilities } = row
  const facts = [whereOf(row), row.menuLabel, messages.since(formatDay(row.startedOn, today))]
  return (
    <div className="pairings">
      <p>{[...facts, row.follows && messages.follows].filter(Boolean).join('，')}</p>
      <p>
        <Standing row={row} />
      </p>
      <div className="pairings-acts">
        {abilities.help && (
          <Button tone="go" onPress={() => setOpen('help')}>
            {helpWords.open}
          </Button>
        )}
        {abilities.review && <Button onPress={() => setOpen('review')}>{reviewWords.open}</Button>}
        <LinkButton href={to(`/pairings?household=${row.householdId}`)}>{messages.ofHousehold}</LinkButton>
        <LinkButton href={to(`/pairings?member=${row.memberId}`)}>{messages.ofMember}</LinkButton>
      </div>
      <h2>{messages.helps}</h2>
      <p>{messages.given(row.helps, printYuan(row.fen))}</p>
      <HelpLines rows={row.rows} />
      <Reviews rows={row.reviews} />
      {open === 'help' && (
        <HelpForm
          pairingId={row.pairingId}
          where={whereOf(row)}
          items={row.items}
          useWrite={useWrite}
          onClose={close}
        />
      )}
      {open === 'review' && <ReviewForm row={row} onClose={close} />}
    </div>
  )
}
