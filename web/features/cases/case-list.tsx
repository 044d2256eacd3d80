import './cases.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { go, to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Empty } from '../../ui/states.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { type Filter, type Kind, kinds, pageSize, pathOf, type Sort, shows, sortsOf } from './filter.ts'
import { messages } from './messages.ts'

type Row = CallOutput<'listCases'>['rows'][number]
const words = messages.list

export function stampOf({ closedOn, late, dueOn }: Pick<Row, 'closedOn' | 'late' | 'dueOn'>, today: string) {
  if (closedOn !== null) return 'done'
  if (late) return 'late'
  return dueOn === today ? 'today' : 'due'
}

export function CaseFilter({ filter }: { filter: Filter }) {
  const choose = (next: Partial<Filter>) => go(pathOf({ ...filter, offset: 0, ...next }), { replace: true })
  const options = [
    { value: 'all' as const, label: words.all },
    ...kinds.map((kind) => ({ value: kind, label: messages.kinds[kind] })),
  ]
  return (
    <div className="case-views">
      <ViewSwitch
        value={filter.kind}
        onChoose={(kind) => choose({ kind, sort: 'all' })}
        options={options}
        label={words.filter}
      />
      <ViewSwitch
        value={filter.show}
        onChoose={(show) => choose({ show })}
        options={shows.map((show) => ({ value: show, label: words.shows[show] }))}
        label={words.show}
      />
      {filter.kind !== 'all' && <SortField kind={filter.kind} filter={filter} onChoose={choose} />}
    </div>
  )
}

type SortFieldProps = { kind: Kind; filter: Filter; onChoose: (next: Partial<Filter>) => void }

/** The seven lists are the sorts of what has to be put right. */
function SortField({ kind, filter, onChoose }: SortFieldProps) {
  const named: Partial<Record<Sort, string>> = messages.sorts[kind]
  return (
    <SelectField
      label={words.sort}
      value={filter.sort}
      onChoose={(next) => onChoose({ sort: sortsOf(kind).find((one) => one === next) ?? 'all' })}
      options={[
        { value: 'all', label: words.all },
        ...sortsOf(kind).map((sort) => ({ value: sort, label: named[sort] ?? '' })),
      ]}
    />
  )
}

function CaseLine({ row }: { row: Row }) {
  const { today } = useSession()
  const { caseId, kind, no, title, stateLabel, dueOn, late, orgName, atOrgName, sortLabel, takerName } = row
  return (
    <li className="task">
      <Stamp state={stampOf(row, today)} />
      <div>
        <b>{title}</b>
        <span>
          <em>{stateLabel}</em>
          {dueOn && words.dueOn(dueOn, late)}
        </span>
        <span>
          {[words.no(messages.kinds[kind], no), sortLabel, orgName, takerName].filter(Boolean).join('　')}
          {atOrgName !== orgName && `　${words.at(atOrgName)}`}
        </span>
      </div>
      <LinkButton href={to(`/cases/${caseId}`)} label={words.openOne(title)}>
        {words.open}
      </LinkButton>
    </li>
  )
}

/** Cases as rows of work: stamp, what was said, by when, one verb. */
export function CaseList({ of, filter }: { of: CallOutput<'listCases'>; filter: Filter }) {
  if (of.rows.length === 0) return <Empty>{words.empty}</Empty>
  return (
    <>
      <ul className="tasks">
        {of.rows.map((row) => (
          <CaseLine key={row.caseId} row={row} />
        ))}
      </ul>
      <Pager
        count={of.count}
        offset={filter.offset}
        limit={pageSize}
        unit={words.unit}
        pathOf={(offset) => pathOf({ ...filter, offset })}
      />
    </>
  )
}
