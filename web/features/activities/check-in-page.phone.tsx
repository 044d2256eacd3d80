import { useEffect, useRef, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useKeptSave } from '../../lib/outbox/use-kept-save.ts'
import type { PageProps } from '../../lib/pages.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading, Trouble } from '../../ui/states.tsx'
import { messages } from './notes/check-in-messages.ts'

type Said = { is: 'done'; visitor: boolean } | { is: 'kept' } | undefined

function Told({ said, error }: { said: Said; error: CallError | undefined }) {
  if (said?.is === 'kept') return <Receipt tone="offline">{messages.kept}</Receipt>
  if (said) return <Receipt big>{said.visitor ? messages.visitor : messages.done}</Receipt>
  if (error?.code === 'conflict.duplicate') return <Receipt big>{error.message}</Receipt>
  return error ? <Trouble error={error} /> : <Loading>{messages.sending}</Loading>
}

/** Where the scanned code leads: says once that this member is here, now or when there is a line again. */
export default function CheckInPage({ search }: PageProps) {
  const { today, account } = useSession()
  const [said, setSaid] = useState<Said>()
  const { save, error } = useKeptSave('checkIn')
  const begun = useRef(false)
  const activityId = search.get('a') ?? ''
  const code = search.get('c') ?? ''
  const isScan = activityId !== '' && code !== ''
  useEffect(() => {
    if (begun.current || !isScan) return
    begun.current = true
    const scannedAt = serverNow().toISOString()
    void save({
      request: { params: { activityId }, body: { code, scannedAt } },
      slot: `check-in:${activityId}`,
      title: messages.title,
      lines: [formatInstant(scannedAt, today)],
      page: '/activities/mine',
    }).then((answer) => {
      if (answer === 'kept') setSaid({ is: 'kept' })
      else if (answer) setSaid({ is: 'done', visitor: answer.visitor })
    })
  }, [activityId, code, isScan, save, today])
  return (
    <Screen title={messages.title} sub={account.name} back="/">
      {isScan ? <Told said={said} error={error} /> : <Empty>{messages.how}</Empty>}
      <div className="pad top">
        <p className="note">{messages.note}</p>
        <LinkButton href={to('/activities/mine')}>{messages.mine}</LinkButton>
      </div>
    </Screen>
  )
}
