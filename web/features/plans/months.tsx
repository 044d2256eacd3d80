import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Year } from './entry-draft.ts'
import { messages } from './messages.ts'
import { OccurrenceLine } from './occurrence-line.tsx'
import { type Occurrence, OccurrenceSheet } from './occurrence-sheet.tsx'

type MonthProps = { year: Year; month: number; rows: Occurrence[]; onOpen: (one: Occurrence) => void }

function ConfirmMonth({ year, month, open }: { year: Year; month: number; open: readonly Occurrence[] }) {
  const write = useSave('confirmYearPlan')
  const [first, last] = [open[0]?.day ?? '', open[open.length - 1]?.day ?? '']
  const confirm = async () => {
    const planId = year.plan?.planId ?? ''
    const answer = await write.save({ params: { planId }, body: { from: first, to: last } })
    if (answer) tell({ tone: 'done', sentence: messages.confirmed(answer.confirmed) })
  }
  return (
    <>
      {write.error && <Trouble error={write.error} />}
      <Button
        tone="quiet"
        busy={write.saving}
        label={messages.confirmMonthLabel(month, open.length)}
        onPress={() => void confirm()}
      >
        {messages.confirmMonth(open.length)}
      </Button>
    </>
  )
}

function Month({ year, month, rows, onOpen }: MonthProps) {
  const open = rows.filter((one) => one.state === 'open' && one.day >= year.today)
  const isNow = year.today.startsWith(`${year.year}-${String(month).padStart(2, '0')}`)
  return (
    <section className={isNow ? 'plan-month now' : 'plan-month'} aria-label={messages.month(month)}>
      <div className="plan-month-h">
        <h3>{messages.month(month)}</h3>
        {year.plan && year.abilities.write && open.length > 0 && (
          <span className="no-print">
            <ConfirmMonth year={year} month={month} open={open} />
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="plan-none">{messages.empty}</p>
      ) : (
        <ul>
          {rows.map((one) => (
            <OccurrenceLine
              key={`${one.itemId ?? one.no} ${one.slot} ${one.activityId}`}
              one={one}
              today={year.today}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The year as twelve months, each with its days in their order. */
export function Months({ year }: { year: Year }) {
  const [opened, setOpened] = useState<Occurrence>()
  const monthOf = (one: Occurrence) => Number(one.day.slice(5, 7))
  return (
    <>
      <h2 className="sr">{messages.months}</h2>
      <div className="plan-months">
        {Array.from({ length: 12 }, (_, i) => (
          <Month
            key={i}
            year={year}
            month={i + 1}
            rows={year.occurrences.filter((one) => monthOf(one) === i + 1)}
            onOpen={setOpened}
          />
        ))}
      </div>
      {opened && (
        <OccurrenceSheet occurrence={opened} today={year.today} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}
