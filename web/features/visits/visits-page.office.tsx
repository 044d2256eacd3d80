import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, formatDayRange } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { words } from './desk/messages.ts'
import { StartCampaign } from './desk/start-campaign.tsx'
import { VisitViews } from './desk/visit-views.tsx'

type Campaign = CallOutput<'listCampaigns'>['rows'][number]
type Cared = CallOutput<'listCareDue'>['rows'][number]

function campaignColumns(today: string): Column<Campaign>[] {
  const { campaign } = words
  return [
    {
      id: 'name',
      head: campaign.name,
      names: true,
      cell: (row) => <a href={to(`/round/campaigns/${row.campaignId}`)}>{row.name}</a>,
    },
    { id: 'area', head: campaign.area, cell: (row) => row.orgName },
    { id: 'days', head: campaign.days, cell: (row) => formatDayRange(row.startsOn, row.untilOn, today) },
    { id: 'state', head: campaign.stateHead, cell: (row) => campaign.state[row.state] },
    { id: 'households', head: campaign.households, num: true, cell: (row) => row.coverage.households },
    { id: 'visited', head: campaign.visited, num: true, cell: (row) => row.coverage.visited },
    { id: 'met', head: campaign.met, num: true, cell: (row) => row.coverage.met },
    {
      id: 'percent',
      head: campaign.percent,
      num: true,
      cell: (row) => (
        <Figure
          href={to(`/round/campaigns/${row.campaignId}`)}
          label={campaign.open(String(row.coverage.visited), campaign.visited, row.name)}
        >
          {`${row.coverage.percent}%`}
        </Figure>
      ),
    },
  ]
}

function careColumns(today: string): Column<Cared>[] {
  const { cared } = words
  return [
    { id: 'address', head: cared.address, names: true, cell: (row) => row.address },
    { id: 'grid', head: cared.grid, cell: (row) => [row.gridName, row.placeName].filter(Boolean).join(' ') },
    { id: 'rhythm', head: cared.rhythm, num: true, cell: (row) => words.every(row.rhythmDays) },
    {
      id: 'last',
      head: cared.last,
      tight: true,
      cell: (row) => (row.lastOn ? formatDay(row.lastOn, today) : words.never),
    },
    {
      id: 'due',
      head: cared.due,
      cell: (row) => (
        <>
          {formatDay(row.dueOn, today)} {row.late && <StampWord state="late">{words.late}</StampWord>}
        </>
      ),
    },
  ]
}

/** Whoever reads the register there: above the village nobody's care is listed. */
function Care() {
  const { today } = useSession()
  const care = useCall('listCareDue', {})
  return (
    <section>
      <h2>{words.care}</h2>
      <p className="note">{words.careSub}</p>
      <Answer of={care}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.noCare}</Empty>
          ) : (
            <Ledger
              caption={words.care}
              columns={careColumns(today)}
              rows={rows}
              keyOf={(row) => row.householdId}
            />
          )
        }
      </Answer>
    </section>
  )
}

export default function VisitsPage() {
  const session = useSession()
  const { today } = session
  const campaigns = useCall('listCampaigns', {})
  const [starting, setStarting] = useState(false)
  const places = campaigns.data?.places ?? []
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={
          places.length > 0 && (
            <Button tone="go" onPress={() => setStarting(true)}>
              {words.campaign.start}
            </Button>
          )
        }
      />
      <VisitViews value="campaigns" />
      <section>
        <h2>{words.campaigns}</h2>
        <Answer of={campaigns}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty>{words.noCampaign}</Empty>
            ) : (
              <Ledger
                caption={words.campaigns}
                columns={campaignColumns(today)}
                rows={rows}
                keyOf={(row) => row.campaignId}
              />
            )
          }
        </Answer>
      </section>
      {can(session, 'households.read') && <Care />}
      {can(session, 'households.write') && (
        <p>
          <a href={to('/round/conflicts')}>{words.conflict.open}</a>
        </p>
      )}
      {starting && (
        <StartCampaign
          places={places}
          today={today}
          onClose={() => setStarting(false)}
          onStarted={() => {
            setStarting(false)
            campaigns.reload()
          }}
        />
      )}
    </>
  )
}
