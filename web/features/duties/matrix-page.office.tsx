import { formatDay } from '../../lib/format-day.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
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

function MatrixOf({ orgId, search }: { orgId: number; search: URLSearchParams }) {
  const year = Number(search.get('year')) || undefined
  const code = search.get('code') ?? undefined
  const state = (search.get('state') as State | null) ?? undefined
  const offset = readOffset(search)
  const query = { year, code, state, limit, offset }
  const matrix = useCall('getDutyMatrix', { params: { orgId }, query })
  // The choices stay what they are while one is made.
  const whole = useCall('getDutyMatrix', { params: { orgId }, query: { year, limit: 1 } })
  const pathOf = (more: Record<string, string | number | undefined>) =>
    withQuery('/duties', { org: search.get('org') ?? undefined, year, code, state, ...more })
  const { data } = matrix
  return (
    <>
      <PageHead
        title={data ? `${data.orgName} · ${titles.duties}` : titles.duties}
        sub={
          data &&
          messages.sub(data.year, formatDay(data.today, data.today)) +
            (data.closedTo ? messages.closedTo(formatDay(data.closedTo, data.today)) : '')
        }
        actions={
          <>
            <Years today={data?.today} year={data?.year} pathOf={(one) => pathOf({ year: one })} />
            {data?.abilities.decide && (
              <LinkButton href={to(withQuery('/duties/pleas', { org: search.get('org') ?? undefined }))}>
                {messages.pleas}
              </LinkButton>
            )}
            <LinkButton href={to('/requirements')}>{messages.requirements}</LinkButton>
            {data?.abilities.close && <Closing orgId={orgId} today={data.today} />}
          </>
        }
      />
      <Answer of={matrix}>
        {(data) => (
          <>
            <Owing
              totals={data.totals}
              path={withQuery('/duties/missing', { org: orgId, year: data.year, code })}
            />
            <MonthBar matrix={data} orgId={orgId} />
            <div className="duty-filter no-print">
              <SelectField
                label={messages.filter.code}
                value={code ?? ''}
                empty={messages.filter.any}
                onChoose={(chosen) => go(pathOf({ code: chosen || undefined }))}
                options={(whole.data ?? data).columns.map((one) => ({ value: one.code, label: one.name }))}
              />
              <SelectField
                label={messages.filter.state}
                value={state ?? ''}
                empty={messages.filter.any}
                onChoose={(chosen) => go(pathOf({ state: chosen || undefined }))}
                options={states.map((one) => ({ value: one, label: messages.legend[one] }))}
              />
            </div>
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
