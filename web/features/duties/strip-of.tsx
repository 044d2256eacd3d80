import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { Legend } from './legend.tsx'
import { messages } from './messages.ts'
import { Owing } from './owing.tsx'
import { StripTable } from './strip.tsx'
import { titles } from './titles.ts'
import { Years } from './years.tsx'

type StripOfProps = {
  orgId: number
  search: URLSearchParams
  pathOf: (year: number) => string
  above: boolean
}

/** One organisation's year. From above there is a way back to all of them. */
export function StripOf({ orgId, search, pathOf, above }: StripOfProps) {
  const year = Number(search.get('year')) || undefined
  const strip = useCall('getDutyStrip', { params: { orgId }, query: { year } })
  return (
    <>
      <PageHead
        title={strip.data ? `${strip.data.orgName} · ${titles.duties}` : titles.strip}
        sub={strip.data && messages.sub(strip.data.year, formatDay(strip.data.today, strip.data.today))}
        actions={
          <>
            <Years today={strip.data?.today} year={strip.data?.year} pathOf={pathOf} />
            {above && <LinkButton href={to('/duties')}>{messages.back}</LinkButton>}
          </>
        }
      />
      <Answer of={strip}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{messages.none}</Empty>
          ) : (
            <>
              <Owing
                totals={data.totals}
                path={withQuery('/duties/missing', { org: orgId, year: data.year })}
              />
              <StripTable strip={data} />
              <Legend />
            </>
          )
        }
      </Answer>
    </>
  )
}
