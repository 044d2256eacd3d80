import './desk/desk.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDayRange } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { NoticeActs } from './desk/notice-acts.tsx'
import { NoticePreview } from './desk/notice-preview.tsx'
import { noticeWords as words } from './desk/notice-words.ts'
import { Pick } from './desk/pick.tsx'

type Notice = CallOutput<'previewVisitNotice'>['notices'][number]

function columnsFor(today: string): Column<Notice>[] {
  return [
    {
      id: 'days',
      head: words.days,
      names: true,
      cell: (row) => formatDayRange(row.publishedOn, row.withdrawnOn ?? row.expiresOn, today),
    },
    { id: 'state', head: words.stateHead, cell: (row) => words.state[row.state] },
    { id: 'by', head: words.by, cell: (row) => row.publishedByName },
    { id: 'why', head: words.reason, cell: (row) => row.withdrawReason },
  ]
}

/** A month of a place as the public would see it, and what was published of it. */
export default function NoticePage({ params, search }: PageProps) {
  const { today } = useSession()
  const orgId = Number(params['orgId']) || 0
  const month = search.get('month') ?? undefined
  const one = useCall('previewVisitNotice', { params: { orgId }, query: month ? { month } : {} })
  return (
    <Answer of={one}>
      {(preview) => (
        <>
          <PageHead
            title={`${words.title}：${words.of(preview.snapshot.orgName, preview.month)}`}
            sub={words.sub}
            actions={<LinkButton href={to('/visits/notices')}>{words.back}</LinkButton>}
          />
          <Pick
            orgId={orgId}
            month={preview.month}
            places={[]}
            pathOf={(_, next) => `/visits/notices/${orgId}?month=${next}`}
          />
          <NoticePreview of={preview.snapshot} today={today} />
          <NoticeActs orgId={orgId} of={preview} today={today} onDone={one.reload} />
          {preview.notices.length > 0 && (
            <section>
              <h2>{words.earlier}</h2>
              <Ledger
                caption={words.earlier}
                columns={columnsFor(today)}
                rows={preview.notices}
                keyOf={(row) => row.noticeId}
              />
            </section>
          )}
        </>
      )}
    </Answer>
  )
}
