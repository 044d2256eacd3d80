import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer } from '../../ui/states.tsx'
import { SignArea } from './area-sheets.tsx'
import { historyMessages } from './history-messages.ts'
import { messages } from './messages.ts'

type One = CallOutput<'getArea'>
type Term = One['terms'][number]
const words = historyMessages.area

function columnsFor(today: string): Column<Term>[] {
  return [
    { id: 'owner', head: messages.area.owner, names: true, cell: (term) => term.name ?? messages.someone },
    { id: 'manager', head: messages.area.manager, cell: (term) => term.managerName },
    { id: 'task', head: messages.area.task, cell: (term) => term.task },
    {
      id: 'from',
      head: historyMessages.from,
      tight: true,
      cell: (term) => formatDay(term.validFrom, today),
    },
    {
      id: 'to',
      head: historyMessages.to,
      tight: true,
      cell: (term) => (term.validTo ? formatDay(term.validTo, today) : historyMessages.open),
    },
    { id: 'why', head: historyMessages.why, cell: (term) => term.endReason },
  ]
}

function End({ owner }: { owner: Term }) {
  const write = useSave('endAreaContract', `area:end:${owner.contractId}`)
  return (
    <AskReason
      verb={words.end}
      hint={words.endHint}
      why={historyMessages.reason}
      write={write}
      onSend={(reason) => write.save({ params: { contractId: owner.contractId }, body: { reason } })}
      done={words.ended}
    />
  )
}

function Close({ area }: { area: One }) {
  const write = useSave('closeArea', `area:close:${area.areaId}`)
  return (
    <AskReason
      tone="quiet"
      verb={words.close}
      hint={words.closeHint}
      why={historyMessages.reason}
      write={write}
      onSend={async (reason) => {
        const done = await write.save({ params: { areaId: area.areaId }, body: { reason } })
        if (done) goTelling('/duty-areas', { tone: 'done', sentence: words.closed(area.name) })
        return done
      }}
    />
  )
}

function Body({ area }: { area: One }) {
  const { today } = useSession()
  const [signing, setSigning] = useState(false)
  const { owner, abilities, closedOn, terms } = area
  return (
    <div className="posts">
      <p>
        {closedOn ? (
          words.closedOn(formatDay(closedOn, today))
        ) : owner ? (
          words.now(owner.name ?? messages.someone, formatDay(owner.validFrom, today))
        ) : (
          <StampWord state="due">{messages.area.none}</StampWord>
        )}
      </p>
      <div className="bar">
        {abilities.write && (
          <Button tone="go" onPress={() => setSigning(true)}>
            {owner ? messages.area.hand : messages.area.sign}
          </Button>
        )}
        {owner?.abilities.end && <End owner={owner} />}
        {abilities.write && <Close area={area} />}
      </div>
      <h2>{words.history}</h2>
      <Ledger
        caption={words.history}
        columns={columnsFor(today)}
        rows={terms}
        none={words.never}
        keyOf={(term) => term.contractId}
      />
      {signing && <SignArea area={area} onClose={() => setSigning(false)} />}
    </div>
  )
}

/** One area: who has it now, and who had it when, with the reason of each end. */
export default function AreaPage({ params }: PageProps) {
  const area = useCall('getArea', { params: { areaId: params['areaId'] ?? '' } })
  const sub =
    area.data && [area.data.orgName, area.data.kindLabel, area.data.placeName].filter(Boolean).join('　')
  return (
    <>
      <PageHead title={area.data?.name ?? messages.areas} sub={sub} />
      <Answer of={area}>{(one) => <Body area={one} />}</Answer>
    </>
  )
}
