import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

type Booklet = CallOutput<'getBooklet'>
type Rule = Booklet['rules'][number]

/** A year's total by rule; the lines behind it stand right below in the book. */
export function BookletRules({ booklet, id }: { booklet: Booklet; id: string }) {
  const { heads } = messages
  const columns: Column<Rule>[] = [
    { id: 'rule', head: heads.rule, names: true, cell: (rule) => rule.ruleName },
    { id: 'count', head: heads.count, num: true, cell: (rule) => formatCount(rule.count) },
    { id: 'points', head: heads.points, num: true, cell: (rule) => formatPoints(rule.points) },
  ]
  const start = booklet.start === 0 ? [] : [{ ruleName: messages.yearStart, count: 0, points: booklet.start }]
  const cells = { rule: messages.total, count: '', points: formatPoints(booklet.total) }
  return (
    <div className="by-rule" id={id}>
      <Ledger
        caption={messages.byRule}
        columns={columns}
        parts={[{ id: 'rules', rows: [...start, ...booklet.rules], closing: { cells } }]}
        keyOf={(rule) => rule.ruleName}
      />
    </div>
  )
}
