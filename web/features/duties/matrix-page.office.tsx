import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
import { useRenewed } from '../../lib/use-renewed.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { Closing } from './closing.tsx'
import type { State } from './duty-words.ts'
import { MatrixTable, MonthBar } from './matrix.tsx'
import { messages } from './messages.ts'
import { Owing } from './owing.tsx'
import { StripOf } from './strip-of.tsx'
import { titles } from './titles.ts'
import { Years } from './years.tsx'

const limit = 60
const states = ['late', 'missed', 'due', 'held-late', 'excused', 'held'] as const

type Matrix = CallOutput<'getDutyMatrix'>
type Asked = { org?: string; year?: number; code?: string; state?: State }
/** The address of the same page with something asked otherwise; what is paged starts anew. */
type PathOf = (more: Record<string, string | number | undefined>) => string

type HeadProps = { matrix: Matrix | undefined; orgId: number; org: string | undefined; pathOf: PathOf }

function MatrixHead({ matrix, orgId, org, pathOf }: HeadProps) {
  const title = matrix ? `${matrix.orgName} · ${titles.duties}` : titles.duties
  return (
    <PageHead
      title={title}
      sub={matrix && subOf(matrix)}
      actions={
        <>
          <Years today={matrix?.today} year={matrix?.year} pathOf={(one) => pathOf({ year: one })} />
          {matrix?.abilities.decide && (
            <LinkButton href={to(withQuery('/duties/pleas', { org }))}>{messages.pleas}</LinkButton>
          )}
          <LinkButton href={to('/requirements')}>{messages.requirements}</LinkButton>
          {matrix?.abilities.close && <Closing orgId={orgId} today={matrix.today} />}
        </>
      }
    />
  )
}

function subOf({ year, today, closedTo }: Matrix): string {
  const closed = closedTo ? messages.closedTo(formatDay(closedTo, today)) : ''
  return messages.sub(year, formatDay(today, today)) + closed
}

type FilterProps = { asked: Asked; columns: Matrix['columns']; pathOf: PathOf }

function Filter({ asked: { code, state }, columns, pathOf }: FilterProps) {
  return (
    <div className="duty-filter no-print">
      <SelectField
        label={messages.filter.code}
        value={code ?? ''}
        empty={messages.filter.any}
        onChoose={(chosen) => go(pathOf({ code: chosen || undefined }))}
        options={columns.map((one) => ({ value: one.code, label: one.name }))}
      />
      <SelectField
        label={messages.filter.state}
        value={state ?? ''}
        empty={messages.filter.any}
        onChoose={(chosen) => go(pathOf({ state: chosen || undefined }))}
        options={states.map((one) => ({ value: one, label: messages.legend[one] }))}
      />
    </div>
  )
}

function askedIn(search: URLSearchParams): Asked {
  return {
    org: search.get('org') ?? undefined,
    year: Number(search.get('year')) || undefined,
    code: search.get('code') ?? undefined,
    state: (search.get('state') as State | null) ?? undefined,
  }
}

function MatrixOf({ orgId, search }: { orgId: number; search: URLSearchParams }) {
  const asked = askedIn(search)
  const { org, year, code, state } = asked
  const offset = readOffset(search)
  const query = { year, code, state, limit, offset }
  const matrix = useCall('getDutyMatrix', { params: { orgId }, query })
  useRenewed(matrix.reload, 15)
  // The choices stay what they are while one is made.
  const whole = useCall('getDutyMatrix', { params: { orgId }, query: { year, limit: 1 } })
  const pathOf: PathOf = (more) => withQuery('/duties', { ...asked, ...more })
  return (
    <>
      <MatrixHead matrix={matrix.data} orgId={orgId} org={org} pathOf={pathOf} />
      <Answer of={matrix}>
        {(data) => (
          <>
            <Owing
              totals={data.totals}
              path={withQuery('/duties/missing', { org: orgId, year: data.year, code })}
            />
            <MonthBar matrix={data} orgId={orgId} />
            <Filter asked={asked} columns={(whole.data ?? data).columns} pathOf={pathOf} />
            {data.rows.length === 0 ? (
              <Empty>{state || code ? messages.noneMatching : messages.none}</Empty>
            ) : (
              <MatrixTable key={`${data.year} ${code} ${state} ${offset}`} matrix={data} />
            )}
            <Pager
              count={data.count}
              offset={offset}
              limit={limit}
              unit={messages.unit}
              pathOf={(at) => pathOf({ offset: at || undefined })}
            />
          </>
        )}
      </Answer>
    </>
  )
}

/** Whoever keeps one branch looks at one line, as a strip of months. */
const ofOneBranch = ['branch-secretary', 'branch-deputy', 'group-leader']

/** 组织生活 of everyone below, or of the own branch. */
export default function MatrixPage({ search }: PageProps) {
  const place = usePlace()
  const asked = Number(search.get('org')) || undefined
  if (place && !asked && ofOneBranch.includes(place.role)) {
    const pathOf = (year: number) => withQuery('/duties', { year })
    return <StripOf key={place.orgId} orgId={place.orgId} search={search} pathOf={pathOf} above={false} />
  }
  const orgId = asked ?? place?.orgId
  if (orgId !== undefined) return <MatrixOf key={orgId} orgId={orgId} search={search} />
  return (
    <>
      <PageHead title={titles.duties} />
      <Empty>{messages.noPlace}</Empty>
    </>
  )
}
