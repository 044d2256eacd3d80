import type { CallOutput } from '../../../lib/call-types.ts'
import { to } from '../../../lib/link.ts'
import { Figure } from '../../../ui/figure.tsx'
import type { Column } from '../../../ui/ledger.tsx'
import { words } from './messages.ts'

type Part = CallOutput<'getCampaign'>['rows'][number]
const { campaign } = words

function Open({
  of,
  campaignId,
  only,
}: {
  of: Part
  campaignId: string
  only: 'all' | 'visited' | 'met' | 'left'
}) {
  const value = { all: of.households, visited: of.visited, met: of.met, left: of.households - of.visited }[
    only
  ]
  const said = value.toLocaleString('en-US')
  const what = {
    all: campaign.households,
    visited: campaign.visited,
    met: campaign.met,
    left: campaign.left,
  }[only]
  const href = to(`/round/campaigns/${campaignId}/households?orgId=${of.orgId}&only=${only}`)
  return (
    <Figure href={href} label={campaign.open(said, what, of.name)}>
      {said}
    </Figure>
  )
}

/** A place, and of its households how many were reached; each figure opens to them. */
export function coverageColumns(campaignId: string): Column<Part>[] {
  const figure = (only: 'all' | 'visited' | 'met' | 'left', head: string): Column<Part> => ({
    id: only,
    head,
    num: true,
    cell: (of) => <Open of={of} campaignId={campaignId} only={only} />,
  })
  return [
    {
      id: 'place',
      head: campaign.place,
      names: true,
      cell: (of) =>
        of.kind === 'township' ? (
          <a href={to(`/round/campaigns/${campaignId}?within=${of.orgId}`)}>{of.name}</a>
        ) : (
          of.name
        ),
    },
    figure('all', campaign.households),
    figure('visited', campaign.visited),
    figure('met', campaign.met),
    figure('left', campaign.left),
    { id: 'percent', head: campaign.percent, num: true, cell: (of) => `${of.percent}%` },
  ]
}
