import './desk/desk.css'
import { type ReactNode, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { checkWords } from './desk/check-words.ts'
import { JudgeVisit } from './desk/judge-visit.tsx'
import { NoticeActs } from './desk/notice-acts.tsx'
import { NoticePreview } from './desk/notice-preview.tsx'
import { noticeWords } from './desk/notice-words.ts'
import { useFeedback } from './desk/use-feedback.ts'

type Checked = CallOutput<'getVisitCheck'>['rows'][number]

/** One visit on a line of its own: where and when, what was said of it, and what may be done. */
function Line({
  head,
  said,
  children,
}: {
  head: string
  said: readonly (string | null)[]
  children: ReactNode
}) {
  return (
    <li className="look-line">
      <b>{head}</b>
      {said.filter(Boolean).map((one) => (
        <p key={one}>{one}</p>
      ))}
      {children}
    </li>
  )
}

/** What checks said of the own visits, and what one says to it. */
function Feedback() {
  const { today } = useSession()
  const { list, write, answer } = useFeedback(0)
  const words = checkWords.mine
  return (
    <Screen title={words.title} back="/">
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <ul className="pad look-lines">
              {rows.map((row) => (
                <Line
                  key={`${row.visitId} ${row.checkedAt}`}
                  head={`${row.address ?? row.gridName}，${formatDay(row.visitedOn, today)}`}
                  said={[`${row.checkedByName}：${row.verdictLabel}`, row.feedback, row.answer]}
                >
                  {row.abilities.answer && (
                    <AskReason
                      verb={words.explain}
                      label={words.explainOf(row.address ?? row.gridName, formatDay(row.visitedOn, today))}
                      hint={words.explainHint}
                      why={words.answer}
                      optional
                      write={write}
                      onSend={(typed) => answer(row, typed || null)}
                    />
                  )}
                </Line>
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}

/** A sample, to be judged on the way from door to door. */
function Check({ checkId }: { checkId: string }) {
  const { today } = useSession()
  const one = useCall('getVisitCheck', { params: { checkId } })
  const [judging, setJudging] = useState<Checked>()
  const close = () => setJudging(undefined)
  return (
    <Screen title={checkWords.title} back="/">
      <Answer of={one}>
        {({ rows }) => (
          <ul className="pad look-lines">
            {rows.map((row) => (
              <Line
                key={row.visitId}
                head={`${row.address ?? row.gridName}，${formatDay(row.visitedOn, today)}`}
                said={[row.visitorName, row.verdictLabel, row.feedback, row.answer]}
              >
                {row.abilities.judge && (
                  <Button
                    label={checkWords.judgeOf(row.visitorName, row.address ?? row.gridName)}
                    onPress={() => setJudging(row)}
                  >
                    {checkWords.judge}
                  </Button>
                )}
              </Line>
            ))}
          </ul>
        )}
      </Answer>
      {judging && (
        <JudgeVisit
          checkId={checkId}
          of={judging}
          onClose={close}
          onJudged={() => {
            close()
            one.reload()
          }}
        />
      )}
    </Screen>
  )
}

/** A month as the public would see it. */
function Notice({ orgId, month }: { orgId: number; month: string | null }) {
  const { today } = useSession()
  const one = useCall('previewVisitNotice', { params: { orgId }, query: month ? { month } : {} })
  return (
    <Screen title={noticeWords.title} back="/">
      <Answer of={one}>
        {(preview) => (
          <div className="pad form">
            <p>{noticeWords.of(preview.snapshot.orgName, preview.month)}</p>
            <NoticePreview of={preview.snapshot} today={today} narrow />
            <NoticeActs orgId={orgId} of={preview} today={today} onDone={one.reload} />
          </div>
        )}
      </Answer>
    </Screen>
  )
}

/** What the start page leads to on a phone, in one page: the first load knows one address for all of it. */
export default function LookPage({ params, search }: PageProps) {
  const of = params['of'] ?? ''
  if (params['look'] === 'checks') return <Check checkId={of} />
  if (params['look'] === 'notices') return <Notice orgId={Number(of) || 0} month={search.get('month')} />
  return <Feedback />
}
