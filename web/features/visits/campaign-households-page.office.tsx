import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { words as all } from './desk/messages.ts'

const words = all.household
const pageSize = 100
type Row = CallOutput<'listCampaignHouseholds'>['rows'][number]
const looks = ['all', 'visited', 'met', 'left'] as const
type Look = (typeof looks)[number]

function lookOf(search: URLSearchParams): Look {
  return looks.find((look) => look === search.get('only')) ?? 'all'
}

function columnsFor(today: string): Column<Row>[] {
  return [
    { id: 'address', head: words.address, names: true, cell: (row) => row.address ?? words.above },
    { id: 'grid', head: words.grid, cell: (row) => [row.gridName, row.placeName].filter(Boolean).join(' ') },
    {
      id: 'visit',
      head: words.visit,
      tight: true,
      cell: (row) => (row.visit ? formatDay(row.visit.on, today) : words.notYet),
    },
    { id: 'by', head: words.by, cell: (row) => row.visit?.by ?? '' },
    { id: 'met', head: words.met, cell: (row) => row.visit && (row.visit.met ? words.yes : words.no) },
  ]
}

/** What a figure of a campaign opens to: who was where when, and where nobody was yet. */
export default function CampaignHouseholdsPage({ params, search }: PageProps) {
  const { today } = useSession()
  const campaignId = params['campaignId'] ?? ''
  const orgId = Number(search.get('orgId')) || 0
  const only = lookOf(search)
  const offset = readOffset(search)
  const query = { orgId, only, limit: pageSize, offset }
  const list = useCall('listCampaignHouseholds', { params: { campaignId }, query })
  const here = `/round/campaigns/${campaignId}`
  return (
    <>
      <PageHead
        title={words.title(words.only[only])}
        actions={<LinkButton href={to(here)}>{words.back}</LinkButton>}
      />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.title(words.only[only])}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(row) => row.householdId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={words.unit}
                pathOf={(next) => `${here}/households?orgId=${orgId}&only=${only}&offset=${next}`}
              />
            </>
          )
        }
      </Answer>
    </>
  )
}
