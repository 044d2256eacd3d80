import './teams.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { rosterMessages as words } from './roster-messages.ts'

type One = CallOutput<'getRoster'>
type Turn = One['turns'][number]

/** Another of the team takes the turn. */
function ChangeTurn({ roster, turn, onClose }: { roster: One; turn: Turn; onClose: () => void }) {
  const { today } = useSession()
  const [personId, setPerson] = useState('')
  const team = useCall('getTeam', { params: { teamId: roster.teamId } })
  const { save, saving, error } = useSave('changeTurn', `turn:${turn.turnId}`)
  const others = (team.data?.people ?? []).filter(
    (one) => one.leftOn === null && one.personId !== turn.personId,
  )
  const send = async () => {
    if (!(await save({ params: { turnId: turn.turnId }, body: { personId } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.changed })
  }
  return (
    <FormSheet
      title={words.change}
      sub={`${formatDay(turn.day, today)}　${turn.name ?? messages.someone}`}
      error={error}
      send={words.change}
      tone="go"
      busy={saving}
      disabled={personId === ''}
      onSend={send}
      onClose={onClose}
    >
      <SelectField
        label={words.who}
        empty={words.ask}
        value={personId}
        onChoose={setPerson}
        options={others.map((one) => ({ value: one.personId, label: one.name ?? messages.someone }))}
      />
    </FormSheet>
  )
}

function columnsFor(roster: One, today: string, onChange: (turn: Turn) => void): Column<Turn>[] {
  const open = roster.abilities.write && roster.endedOn === null
  return [
    { id: 'day', head: messages.logs.day, tight: true, cell: (turn) => formatDay(turn.day, today) },
    { id: 'who', head: words.onDuty, names: true, cell: (turn) => turn.name ?? messages.someone },
    {
      id: 'acts',
      head: '',
      cell: (turn) =>
        open &&
        turn.day >= today && (
          <Button
            tone="quiet"
            label={words.changeOf(formatDay(turn.day, today), turn.name ?? messages.someone)}
            onPress={() => onChange(turn)}
          >
            {words.change}
          </Button>
        ),
    },
  ]
}

function End({ roster }: { roster: One }) {
  const { save, saving } = useSave('endRoster', `roster:end:${roster.rosterId}`)
  const end = async () => {
    const done = await save({ params: { rosterId: roster.rosterId }, body: {} })
    if (done) tell({ tone: 'done', sentence: words.ended })
  }
  return (
    <Button busy={saving} onPress={() => void end()}>
      {words.end}
    </Button>
  )
}

function Body({ roster }: { roster: One }) {
  const { today } = useSession()
  const [changing, setChanging] = useState<Turn>()
  const { endedOn, abilities, turns } = roster
  return (
    <div className="teams">
      {endedOn && <p>{words.endedOn(formatDay(endedOn, today))}</p>}
      <div className="bar">
        <LinkButton href={`/print/rosters/${roster.rosterId}`}>{messages.roster.print}</LinkButton>
        <LinkButton href={to(`/teams/${roster.teamId}`)}>{roster.teamName}</LinkButton>
        {abilities.write && endedOn === null && <End roster={roster} />}
      </div>
      <p className="note">{words.note}</p>
      <Ledger
        caption={roster.title}
        columns={columnsFor(roster, today, setChanging)}
        rows={turns}
        keyOf={(turn) => turn.turnId}
      />
      {changing && <ChangeTurn roster={roster} turn={changing} onClose={() => setChanging(undefined)} />}
    </div>
  )
}

/** One roster: whose turn it is on which day, and who takes it instead. */
export default function RosterPage({ params }: PageProps) {
  const { today } = useSession()
  const roster = useCall('getRoster', { params: { rosterId: params['rosterId'] ?? '' } })
  const sub =
    roster.data &&
    words.sub(
      roster.data.teamName,
      formatDay(roster.data.seasonFrom, today),
      formatDay(roster.data.seasonTo, today),
    )
  return (
    <>
      <PageHead title={roster.data?.title ?? messages.roster.title} sub={sub} />
      <Answer of={roster}>{(one) => <Body roster={one} />}</Answer>
    </>
  )
}
