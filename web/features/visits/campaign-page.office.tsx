import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { coverageColumns } from './desk/coverage-columns.tsx'
import { words as all } from './desk/messages.ts'

const words = all.campaign

/** How far a campaign has come, by township or by grid. */
export default function CampaignPage({ params, search }: PageProps) {
  const { today } = useSession()
  const campaignId = params['campaignId'] ?? ''
  const within = Number(search.get('within')) || undefined
  const one = useCall('getCampaign', { params: { campaignId }, query: within ? { within } : {} })
  const { save, saving, error } = useSave('endCampaign')
  const end = async () => {
    if (!(await save({ params: { campaignId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.ended })
    one.reload()
  }
  return (
    <Answer of={one}>
      {(campaign) => (
        <>
          <PageHead
            title={`${campaign.name}：${campaign.within?.name ?? campaign.orgName}`}
            sub={words.sub(formatDay(campaign.startsOn, today), formatDay(campaign.untilOn, today))}
            actions={
              <>
                {campaign.within && (
                  <LinkButton href={to(`/round/campaigns/${campaignId}`)}>{words.back}</LinkButton>
                )}
                {campaign.abilities.end && (
                  <Button busy={saving} onPress={() => void end()}>
                    {words.end}
                  </Button>
                )}
              </>
            }
          />
          {error && <Trouble error={error} />}
          {campaign.rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <Ledger
              caption={campaign.name}
              columns={coverageColumns(campaignId)}
              parts={[
                {
                  id: 'all',
                  rows: campaign.rows,
                  closing: {
                    cells: {
                      place: words.total,
                      all: campaign.coverage.households,
                      visited: campaign.coverage.visited,
                      met: campaign.coverage.met,
                      left: campaign.coverage.households - campaign.coverage.visited,
                      percent: `${campaign.coverage.percent}%`,
                    },
                  },
                },
              ]}
              keyOf={(row) => row.orgId}
            />
          )}
        </>
      )}
    </Answer>
  )
}
