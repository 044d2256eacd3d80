import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Why } from './view.ts'

type Totals = CallOutput<'getTotals'>
type Rule = Totals['rules'][number]

type RuleTotalsProps = {
  orgId: number
  totals: Totals
  why: Why | undefined
  onWhy: (why: Why | undefined) => void
}

function isOpen({ orgId, totals, why }: RuleTotalsProps, rule: Rule): boolean {
  return why?.orgId === orgId && why.year === totals.year && why.ruleId === rule.ruleId
}

function columnsOf(props: RuleTotalsProps): Column<Rule>[] {
  const { orgId, totals, onWhy } = props
  const { heads } = messages
  const toggle = (rule: Rule) =>
    onWhy(isOpen(props, rule) ? undefined : { orgId, year: totals.year, ruleId: rule.ruleId })
  return [
    { id: 'rule', head: heads.rule, names: true, cell: (rule) => rule.ruleName },
    { id: 'count', head: heads.count, num: true, cell: (rule) => formatCount(rule.count) },
    {
      id: 'points',
      head: heads.points,
      num: true,
      cell: (rule) => (
        <Figure
          open={isOpen(props, rule)}
          onToggle={() => toggle(rule)}
          label={messages.openRule(rule.ruleName, rule.points)}
        >
          {formatPoints(rule.points)}
        </Figure>
      ),
    },
  ]
}

/** What each rule gave here; a figure opens the drawer at its rule, so that facts are one press away. */
export function RuleTotals(props: RuleTotalsProps) {
  const { rules } = props.totals
  if (rules.length === 0) return <Empty>{messages.noRules}</Empty>
  return (
    <Ledger
      caption={messages.byRule}
      columns={columnsOf(props)}
      parts={[{ id: 'rules', rows: rules }]}
      keyOf={(rule) => rule.ruleId}
    />
  )
}
