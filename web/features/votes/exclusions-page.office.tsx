import './votes.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { usePlace } from '../../lib/place.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { ProposeExclusion } from './propose-exclusion.tsx'
import { titles } from './titles.ts'

const words = messages.exclusions
type Row = CallOutput<'listExclusions'>['rows'][number]

function Decide({ row, consent }: { row: Row; consent: boolean }) {
  const { exclusionId, name } = row
  const write = useSave('decideExclusion', `exclusion:${exclusionId}:${consent}`)
  const verb = consent ? words.consent : words.decline
  return (
    <AskReason
      verb={verb}
      label={`${verb}：${name}`}
      hint={words.decideHint}
      why={words.note}
      write={write}
      onSend={(note) => write.save({ params: { exclusionId }, body: { consent, note } })}
      done={words.decided}
    />
  )
}

/** The assembly that passed it, of those that are on record. */
function Approve({ row }: { row: Row }) {
  const { today } = useSession()
  const { exclusionId, orgId } = row
  const query = { orgId, kind: 'members-assembly' as const, state: 'closed' as const, limit: 10 }
  const assemblies = useCall('listActivities', { query })
  const [chosen, setChosen] = useState('')
  const { save, saving, error } = useSave('approveExclusion', `exclusion:${exclusionId}:approve`)
  const send = async () => {
    if (await save({ params: { exclusionId }, body: { activityId: chosen } }))
      tell({ tone: 'done', sentence: words.approved })
  }
  const options = (assemblies.data?.rows ?? []).map((one) => ({
    value: one.activityId,
    label: `${formatDay(one.day, today)} ${one.title}`,
  }))
  return (
    <>
      <SelectField
        label={words.which}
        value={chosen}
        onChoose={setChosen}
        options={options}
        empty={messages.count.tellerEmpty}
      />
      {error && <Trouble error={error} />}
      <Button busy={saving} disabled={chosen === ''} onPress={() => void send()}>
        {words.approve}
      </Button>
    </>
  )
}

function End({ row: { exclusionId, name } }: { row: Row }) {
  const { today } = useSession()
  const write = useSave('endExclusion', `exclusion:${exclusionId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={`${words.end}：${name}`}
      hint={words.endHint}
      why={words.endWhy}
      write={write}
      onSend={(reason) => write.save({ params: { exclusionId }, body: { lastDay: today, reason } })}
      done={words.ended}
    />
  )
}

function Acts({ row }: { row: Row }) {
  const { abilities } = row
  return (
    <div className="vote-acts">
      {abilities.decide && <Decide row={row} consent />}
      {abilities.decide && <Decide row={row} consent={false} />}
      {abilities.approve && <Approve row={row} />}
      {abilities.end && <End row={row} />}
    </div>
  )
}

const columns: Column<Row>[] = [
  { id: 'name', head: words.columns.name, cell: (row) => row.name, names: true },
  { id: 'ground', head: words.columns.ground, cell: (row) => row.groundLabel },
  { id: 'since', head: words.columns.since, cell: (row) => formatDay(row.since), tight: true },
  {
    id: 'state',
    head: words.columns.state,
    cell: (row) => [row.stateLabel, row.decision?.note, row.endReason].filter(Boolean).join('　'),
  },
  { id: 'acts', head: <span className="sr">{words.end}</span>, cell: (row) => <Acts row={row} /> },
]

/** Who need not come to vote: asked by the branch, consented to above, passed by its assembly. */
export default function ExclusionsPage() {
  const place = usePlace()
  const orgId = place?.orgId ?? 0
  const list = useCall('listExclusions', place ? { params: { orgId } } : undefined)
  return (
    <div className="votes">
      <PageHead title={titles.exclusions} sub={words.sub} />
      <Answer of={list}>
        {({ rows, abilities }) => (
          <>
            {rows.length === 0 ? (
              <Empty>{words.empty}</Empty>
            ) : (
              <Ledger
                caption={titles.exclusions}
                columns={columns}
                parts={[{ id: 'rows', rows }]}
                keyOf={(row) => row.exclusionId}
              />
            )}
            {abilities.propose && <ProposeExclusion />}
          </>
        )}
      </Answer>
    </div>
  )
}
