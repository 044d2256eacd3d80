import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { MonthLinks, SheetLinks } from './links.tsx'
import { messages } from './messages.ts'
import { readMonth } from './month.ts'
import { ReportLedger } from './report-ledger.tsx'
import { titles } from './titles.ts'

function ReportOf({ orgId, month }: { orgId: number; month: string | undefined }) {
  const report = useCall('getMonthlyReport', { params: { orgId }, query: { month } })
  const { data } = report
  return (
    <Screen title={titles.one} sub={data && messages.sub(data.orgName, data.month)} back="/me">
      <div className="pad top">
        <Answer of={report}>
          {(data) => (
            <>
              <ReportLedger key={data.month} report={data} />
              <div className="two feet">
                <MonthLinks report={data} />
                <SheetLinks report={data} />
              </div>
            </>
          )}
        </Answer>
      </div>
    </Screen>
  )
}

export default function ReportPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) {
    return (
      <Screen title={titles.one} back="/me">
        <Empty>{messages.noPlace}</Empty>
      </Screen>
    )
  }
  return <ReportOf key={orgId} orgId={orgId} month={readMonth(search)} />
}
