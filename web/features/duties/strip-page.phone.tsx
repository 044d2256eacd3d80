import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Owing } from './owing.tsx'
import { StripList } from './strip-list.phone.tsx'
import { titles } from './titles.ts'

function StripOf({ orgId, search }: { orgId: number; search: URLSearchParams }) {
  const year = Number(search.get('year')) || undefined
  const strip = useCall('getDutyStrip', { params: { orgId }, query: { year } })
  const { data } = strip
  return (
    <Screen title={titles.duties} sub={data && messages.sub(data.year, formatDay(data.today))} back="/me">
      <div className="pad">
        <Answer of={strip}>
          {(data) =>
            data.rows.length === 0 ? (
              <Empty
                action={
                  <LinkButton href={to(withQuery('/duties/missing', { org: orgId }))}>
                    {messages.below}
                  </LinkButton>
                }
              >
                {messages.none}
              </Empty>
            ) : (
              <>
                <Owing
                  totals={data.totals}
                  path={withQuery('/duties/missing', { org: orgId, year: data.year })}
                />
                <StripList strip={data} />
              </>
            )
          }
        </Answer>
      </div>
    </Screen>
  )
}

export default function StripPage({ params, search }: PageProps) {
  const place = usePlace()
  const orgId = Number(params['orgId']) || place?.orgId
  if (orgId !== undefined) return <StripOf key={orgId} orgId={orgId} search={search} />
  return (
    <Screen title={titles.duties} back="/me">
      <Empty>{messages.noPlace}</Empty>
    </Screen>
  )
}
