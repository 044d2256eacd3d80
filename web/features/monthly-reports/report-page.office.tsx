import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { MonthLinks, SheetLinks } from './links.tsx'
import { messages } from './messages.ts'
import { readMonth } from './month.ts'
import { ReportLedger } from './report-ledger.tsx'
import { titles } from './titles.ts'

function ReportOf({ orgId, month }: { orgId: number; month: string | undefined }) {
  const report = useQuery(ask('getMonthlyReport', { params: { orgId }, query: { month } }))
  const { data } = report
  return (
    <>
      <PageHead
        title={titles.one}
        sub={data && messages.sub(data.orgName, data.month)}
        actions={
          data && (
            <>
              <MonthLinks report={data} />
              <SheetLinks report={data} />
            </>
          )
        }
      />
      <Answer of={report}>{(data) => <ReportLedger key={data.month} report={data} />}</Answer>
    </>
  )
}

/** 每月加分扣分: what was given and taken last month, by branch, to be read out. */
export default function ReportPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) {
    return (
      <>
        <PageHead title={titles.one} />
        <Empty>{messages.noPlace}</Empty>
      </>
    )
  }
  return <ReportOf key={orgId} orgId={orgId} month={readMonth(search)} />
}
