import './votes.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatFullDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ElectionRuleForm } from './election-rule-form.tsx'
import { messages } from './messages.ts'
import { RuleForm } from './rule-form.tsx'
import { titles } from './titles.ts'

const words = messages.rules
type Row = CallOutput<'listMeetingRules'>['rows'][number]

function End({ ruleId, name }: { ruleId: string; name: string }) {
  const { today } = useSession()
  const write = useSave('endMeetingRule', `meeting-rule:${ruleId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={words.endOf(name)}
      hint={words.endHint}
      why={words.endWhy}
      write={write}
      onSend={(reason) => write.save({ params: { ruleId }, body: { lastDay: today, reason } })}
      done={words.ended}
    />
  )
}

const columns: Column<Row>[] = [
  { id: 'of', head: words.columns.of, cell: (row) => row.ofLabel, names: true },
  { id: 'says', head: words.columns.says, cell: (row) => row.says },
  { id: 'source', head: words.columns.source, cell: (row) => row.source },
  {
    id: 'since',
    head: words.columns.since,
    cell: (row) => (row.orgName && row.from ? words.since(row.orgName, formatDay(row.from)) : words.shipped),
    tight: true,
  },
  {
    id: 'acts',
    head: <span className="sr">{words.end}</span>,
    cell: (row) => row.abilities.end && row.ruleId && <End ruleId={row.ruleId} name={row.ofLabel} />,
  },
]

type Term = CallOutput<'listTerms'>['rows'][number]
const term = messages.terms
const termColumns: Column<Term>[] = [
  { id: 'org', head: term.columns.org, cell: (row) => row.orgName, names: true },
  {
    id: 'elected',
    head: term.columns.elected,
    cell: (row) =>
      row.electedOn && row.electionId ? (
        <a href={to(`/elections/${row.electionId}`)}>{formatFullDay(row.electedOn)}</a>
      ) : (
        term.unknown
      ),
  },
  {
    id: 'ends',
    head: term.columns.ends,
    cell: (row) => (row.endsOn ? formatFullDay(row.endsOn) : term.years(row.years)),
    tight: true,
  },
  {
    id: 'left',
    head: term.columns.left,
    cell: (row) => (row.daysLeft === null ? '' : term.left(row.daysLeft)),
    num: true,
  },
]

function Terms({ orgId }: { orgId: number }) {
  const terms = useCall('listTerms', { params: { orgId } })
  return (
    <section>
      <h2>{term.title}</h2>
      <Answer of={terms}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{term.empty}</Empty>
          ) : (
            <Ledger
              caption={term.caption}
              columns={termColumns}
              parts={[{ id: 'terms', rows }]}
              keyOf={(row) => row.orgId}
            />
          )
        }
      </Answer>
    </section>
  )
}

/** What counts at each kind of meeting and at elections, where it comes from, and when terms end. */
export default function RulesPage() {
  const place = usePlace()
  const orgId = place?.orgId ?? 0
  const rules = useCall('listMeetingRules', place ? { params: { orgId }, query: {} } : undefined)
  return (
    <div className="votes">
      <PageHead
        title={titles.rules}
        sub={words.sub}
        actions={
          <>
            <LinkButton href={to('/minutes-form')}>{titles.paperForm}</LinkButton>
            <LinkButton href={to('/roll-exclusions')}>{titles.exclusions}</LinkButton>
          </>
        }
      />
      <Answer of={rules}>
        {({ rows, abilities }) => (
          <>
            <Ledger
              caption={titles.rules}
              columns={columns}
              parts={[{ id: 'rules', rows }]}
              keyOf={(row) => row.of}
            />
            {abilities.change && (
              <>
                <RuleForm orgId={orgId} rows={rows} />
                <ElectionRuleForm orgId={orgId} rows={rows} />
              </>
            )}
          </>
        )}
      </Answer>
      {place && <Terms orgId={orgId} />}
    </div>
  )
}
