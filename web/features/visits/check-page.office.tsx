import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { checkWords as words } from './desk/check-words.ts'
import { JudgeVisit } from './desk/judge-visit.tsx'

type Checked = CallOutput<'getVisitCheck'>['rows'][number]
const steps = ['door', 'met', 'card', 'talk'] as const

function stepsOf({ quartet, voided }: Checked): string {
  const said = steps.filter((step) => quartet[step]).map((step) => words.steps[step])
  return [said.length > 0 ? said.join('、') : words.noStep, ...(voided ? [words.voided] : [])].join('；')
}

function Verdict({ of, open, onJudge }: { of: Checked; open: boolean; onJudge: (of: Checked) => void }) {
  if (of.verdict)
    return (
      <>
        {of.verdictLabel} {of.feedback && <span className="note">{of.feedback}</span>}{' '}
        {of.caseId && <a href={to(`/cases/${of.caseId}`)}>{words.issue}</a>}
        {of.answer && <p className="note">{words.answered(of.answer)}</p>}
      </>
    )
  if (!of.abilities.judge) return <span className="note">{open && words.near}</span>
  return (
    <Button label={words.judgeOf(of.visitorName, of.address ?? of.gridName)} onPress={() => onJudge(of)}>
      {words.judge}
    </Button>
  )
}

function columnsFor(today: string, open: boolean, onJudge: (of: Checked) => void): Column<Checked>[] {
  return [
    { id: 'place', head: words.place, num: true, cell: (row) => row.place },
    { id: 'address', head: words.address, names: true, cell: (row) => row.address ?? words.above },
    { id: 'grid', head: words.grid, cell: (row) => [row.gridName, row.placeName].filter(Boolean).join(' ') },
    { id: 'on', head: words.visitedOn, tight: true, cell: (row) => formatDay(row.visitedOn, today) },
    { id: 'visitor', head: words.visitor, cell: (row) => row.visitorName },
    { id: 'recorded', head: words.recorded, cell: stepsOf },
    {
      id: 'verdict',
      head: words.verdict,
      cell: (row) => <Verdict of={row} open={open} onJudge={onJudge} />,
    },
  ]
}

/** One sample: what was recorded, and whether it holds. */
export default function CheckPage({ params }: PageProps) {
  const { today } = useSession()
  const checkId = params['checkId'] ?? ''
  const one = useCall('getVisitCheck', { params: { checkId } })
  const [judging, setJudging] = useState<Checked | undefined>()
  return (
    <>
      <Answer of={one}>
        {(check) => (
          <>
            <PageHead
              title={words.open(check.month, check.orgName)}
              sub={words.lotSub(check.seed, check.pool, check.size)}
              actions={
                <>
                  <LinkButton href={to(`/visits/checks/${checkId}/lot`)}>{words.redraw}</LinkButton>
                  <LinkButton href={to('/visits/checks')}>{words.back}</LinkButton>
                </>
              }
            />
            <Ledger
              caption={words.open(check.month, check.orgName)}
              columns={columnsFor(today, check.state === 'open', setJudging)}
              rows={check.rows}
              keyOf={(row) => row.visitId}
            />
          </>
        )}
      </Answer>
      {judging && (
        <JudgeVisit
          checkId={checkId}
          of={judging}
          onClose={() => setJudging(undefined)}
          onJudged={() => {
            setJudging(undefined)
            one.reload()
          }}
        />
      )}
    </>
  )
}
