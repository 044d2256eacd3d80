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

/** What each rule gave; each figure opens in place to the entries behind it. */
export function RuleLedger({ totals, why, onWhy }: RuleLedgerProps) {
  const { heads } = messages
  const { orgId, year, ruleId } = why
  const toggle = (rule: Rule) =>
    onWhy({ orgId, year, ruleId: rule.ruleId === ruleId ? undefined : rule.ruleId })
  const columns: Column<Rule>[] = [
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
  const cells = {
    rule: messages.total,
    count: formatCount(totals.rules.reduce((sum, rule) => sum + rule.count, 0)),
    points: formatPoints(totals.rules.reduce((sum, rule) => sum + rule.points, 0)),
  }
  return (
    <Ledger
      caption={messages.byRule}
      columns={columns}
      parts={[{ id: 'rules', rows: totals.rules, closing: { cells } }]}
      keyOf={(rule) => rule.ruleId}
      openKey={ruleId}
      open={(rule) => (
        <RuleEntries
          orgId={orgId}
          year={year}
          ruleId={rule.ruleId}
          entry={why.entry}
          onEntry={(entry) => onWhy({ ...why, entry })}
        />
      )}
    />
  )
}
