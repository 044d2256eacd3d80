import { useId } from 'react'
import { formatPoints } from '../../lib/format-points.ts'
import { go, to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Empty } from '../../ui/states.tsx'
import { RaiseHere } from '../objections/raise-here.tsx'
import { BalanceForm } from './balance-form.tsx'
import { BookletFiles } from './booklet-files.tsx'
import { BookletGrades } from './booklet-grades.tsx'
import { LineWhy } from './booklet-line-why.tsx'
import { type Booklet, type BookletLine, BookletLines } from './booklet-lines.tsx'
import { BookletRules } from './booklet-rules.tsx'
import { type BookletView, bookletPath } from './booklet-view.ts'
import { Inspections } from './inspections.tsx'
import { messages } from './messages.ts'

type BodyProps = { booklet: Booklet; view: BookletView; base: string; wide: boolean }
type SumProps = BodyProps & { onView: (view: BookletView) => void; rulesId: string }

const words = messages.booklet

function Total({ booklet, view, onView, rulesId }: SumProps) {
  const count = booklet.rules.reduce((sum, rule) => sum + rule.count, 0)
  return (
    <Figure
      open={view.rules === true}
      onToggle={() => onView({ ...view, rules: !view.rules })}
      controls={rulesId}
      label={words.openRules(booklet.total, count)}
    >
      {formatPoints(booklet.total)}
    </Figure>
  )
}

function Before({ booklet, base }: SumProps) {
  const { year, lastYearTotal, years } = booklet
  if (!years.includes(year - 1)) return null
  return (
    <>
      {words.before(year - 1)}{' '}
      <Figure
        href={to(bookletPath(base, { year: year - 1 }))}
        label={words.openYear(year - 1, lastYearTotal)}
      >
        {formatPoints(lastYearTotal)}
      </Figure>{' '}
      {messages.points}
    </>
  )
}

function Sum(props: SumProps) {
  const { booklet, wide } = props
  const { today } = useSession()
  const { year } = booklet
  const span = today.startsWith(`${year}-`) ? words.soFar(year) : words.whole(year)
  if (wide) {
    return (
      <p className="big">
        <Total {...props} /> {messages.points}
        <span>{span}</span>
        <span>
          <Before {...props} />
        </span>
      </p>
    )
  }
  return (
    <div className="sum">
      <span>
        {span}
        <br />
        <small>
          <Before {...props} />
        </small>
      </span>
      <b className="f">
        <Total {...props} />
        <small>{messages.points}</small>
      </b>
    </div>
  )
}

function openWith(booklet: Booklet) {
  return (line: BookletLine) => <LineWhy booklet={booklet} line={line} />
}

/** What was done and stands nowhere: about nothing in the book, so it has a place of its own at the book's end. */
function Missing({ view, onView }: { view: BookletView; onView: (view: BookletView) => void }) {
  return (
    <section className="missing">
      <h2>{words.missing}</h2>
      {view.raise ? (
        <RaiseHere about={{ factId: null }} open />
      ) : (
        <Button onPress={() => onView({ ...view, raise: true, line: undefined })}>
          {words.raiseMissing}
        </Button>
      )}
    </section>
  )
}

/** A member's year as an account book, at a desk and on a phone. What is open stands in the address. */
export function BookletBody(props: BodyProps) {
  const { booklet, view, base, wide } = props
  const { today } = useSession()
  const rulesId = useId()
  const onView = (next: BookletView) => go(bookletPath(base, next), { replace: true })
  const empty = booklet.months.length === 0
  return (
    <>
      <Sum {...props} onView={onView} rulesId={rulesId} />
      <BookletGrades booklet={booklet} />
      {view.rules && <BookletRules booklet={booklet} id={rulesId} />}
      {empty && <Empty>{words.empty(booklet.year)}</Empty>}
      {(!empty || wide) && (
        <BookletLines
          booklet={booklet}
          today={today}
          wide={wide}
          open={view.line}
          onOpen={(line) => onView({ ...view, line, raise: false })}
          why={openWith(booklet)}
        />
      )}
      <Inspections memberId={booklet.member.memberId} year={booklet.year} />
      {booklet.abilities.object && <Missing view={view} onView={onView} />}
      <BalanceForm memberId={booklet.member.memberId} today={today} />
      <BookletFiles memberId={booklet.member.memberId} year={booklet.year} />
    </>
  )
}
