import './desk/desk.css'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { checkWords as all } from './desk/check-words.ts'
import { feedbackSize, type Told, useFeedback } from './desk/use-feedback.ts'
import { VisitViews } from './desk/visit-views.tsx'

const words = all.mine
type Feedback = ReturnType<typeof useFeedback>

function Own({ of, by, today }: { of: Told; by: Feedback; today: string }) {
  if (of.answer) return of.answer
  if (!of.abilities.answer) return null
  return (
    <AskReason
      verb={words.explain}
      label={words.explainOf(of.address ?? of.gridName, formatDay(of.visitedOn, today))}
      hint={words.explainHint}
      why={words.answer}
      optional
      write={by.write}
      onSend={(typed) => by.answer(of, typed || null)}
    />
  )
}

function columnsFor(today: string, by: Feedback): Column<Told>[] {
  return [
    { id: 'address', head: all.address, names: true, cell: (row) => row.address ?? row.gridName },
    { id: 'on', head: all.visitedOn, tight: true, cell: (row) => formatDay(row.visitedOn, today) },
    { id: 'verdict', head: all.verdict, cell: (row) => row.verdictLabel },
    {
      id: 'said',
      head: words.said,
      cell: (row) => (
        <>
          {row.feedback} {row.caseId && <a href={to(`/cases/${row.caseId}`)}>{all.issue}</a>}
        </>
      ),
    },
    { id: 'by', head: words.by, cell: (row) => row.checkedByName },
    { id: 'answer', head: words.answer, cell: (row) => <Own of={row} by={by} today={today} /> },
  ]
}

/** What checks said of the reader's own visits, and what the reader says to it. */
export default function FeedbackPage({ search }: PageProps) {
  const { today } = useSession()
  const offset = readOffset(search)
  const by = useFeedback(offset)
  return (
    <>
      <PageHead title={words.title} sub={words.sub} />
      <VisitViews value="feedback" />
      <Answer of={by.list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title}
                columns={columnsFor(today, by)}
                rows={rows}
                keyOf={(row) => `${row.visitId} ${row.checkedAt}`}
              />
              <Pager
                count={count}
                offset={offset}
                limit={feedbackSize}
                unit={all.unit}
                pathOf={(next) => `/visits/feedback/mine?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
