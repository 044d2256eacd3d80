import type { CallOutput } from '../../lib/call-types.ts'
import { formatCount, formatPoints } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'
import { RuleEntries } from './rule-entries.tsx'
import type { Why } from './view.ts'

type Totals = CallOutput<'getTotals'>
type Rule = Totals['rules'][number]

type RuleLedgerProps = {
  totals: Pick<Totals, 'rules' | 'total'>
  why: Why
  onWhy: (why: Why) => void
}

function columnsOf({ why, onWhy }: RuleLedgerProps): Column<Rule>[] {
  const { heads } = messages
  const { orgId, year, ruleId } = why
  const toggle = (rule: Rule) =>
    onWhy({ orgId, year, ruleId: rule.ruleId === ruleId ? undefined : rule.ruleId })
  return [
    { id: 'rule', head: heads.rule, names: true, cell: (rule) => rule.ruleName },
    { id: 'count', head: heads.count, num: true, cell: (rule) => formatCount(rule.count) },
    {
      id: 'points',
      head: heads.points,
      num: true,
      cell: (rule) => (
        <Figure
          open={rule.ruleId === ruleId}
          onToggle={() => toggle(rule)}
          label={messages.openRule(rule.ruleName, rule.points)}
        >
          {formatPoints(rule.points)}
        </Figure>
      ),
    },
  ]
}

function openWith({ why, onWhy }: RuleLedgerProps) {
  return (rule: Rule) => (
    <RuleEntries
      orgId={why.orgId}
      year={why.year}
      ruleId={rule.ruleId}
      entry={why.entry}
      onEntry={(entry) => onWhy({ ...why, entry })}
    />
  )
}

/** What each rule gave; each figure opens in place to the entries behind it. */
export function RuleLedger(props: RuleLedgerProps) {
  const { rules } = props.totals
  const cells = {
    rule: messages.total,
    count: formatCount(rules.reduce((sum, rule) => sum + rule.count, 0)),
    points: formatPoints(rules.reduce((sum, rule) => sum + rule.points, 0)),
  }
  return (
    <Ledger
      caption={messages.byRule}
      columns={columnsOf(props)}
      parts={[{ id: 'rules', rows: rules, closing: { cells } }]}
      keyOf={(rule) => rule.ruleId}
      openKey={props.why.ruleId}
      open={openWith(props)}
    />
  )
}
