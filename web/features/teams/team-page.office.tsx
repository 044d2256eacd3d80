import './teams.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { rosterMessages as roster } from './roster-messages.ts'
import { AddSheet, RosterSheet } from './team-sheets.tsx'

type One = CallOutput<'getTeam'>
type Person = One['people'][number]
const words = messages.people

function Leave({ team, person }: { team: One; person: Person }) {
  const { save, saving } = useSave('leaveTeam', `team:${person.personId}:leave`)
  const leave = async () => {
    const done = await save({ params: { teamId: team.teamId, personId: person.personId }, body: {} })
    if (done) tell({ tone: 'done', sentence: words.left })
  }
  return (
    <Button
      tone="quiet"
      busy={saving}
      label={words.leaveOf(person.name ?? messages.someone)}
      onPress={() => void leave()}
    >
      {words.leave}
    </Button>
  )
}

/** The whole number, for a reason that is written down. */
function Phone({ team, person }: { team: One; person: Person }) {
  const [phone, setPhone] = useState<string>()
  const write = useSave('showVolunteerPhone', `team:phone:${person.personId}`)
  const show = async (reason: string) => {
    const params = { teamId: team.teamId, personId: person.personId }
    const shown = await write.save({ params, body: { reason } })
    if (shown) setPhone(shown.phone)
    return shown
  }
  if (phone) return phone
  return (
    <>
      {person.phoneMasked}
      {person.abilities.phone && (
        <AskReason
          tone="quiet"
          verb={roster.phone}
          label={roster.phoneOf(person.name ?? messages.someone)}
          hint={roster.phoneHint}
          why={roster.phoneWhy}
          write={write}
          onSend={show}
        />
      )}
    </>
  )
}

function Close({ team }: { team: One }) {
  const write = useSave('closeTeam', `team:close:${team.teamId}`)
  const close = async (reason: string) => {
    const done = await write.save({ params: { teamId: team.teamId }, body: { reason } })
    if (done) goTelling('/teams', { tone: 'done', sentence: roster.closed(team.name) })
    return done
  }
  return (
    <AskReason
      tone="quiet"
      verb={roster.close}
      hint={roster.closeHint}
      why={roster.closeWhy}
      write={write}
      onSend={close}
    />
  )
}

function columnsFor(team: One, today: string): Column<Person>[] {
  return [
    { id: 'name', head: words.name, names: true, cell: (one) => one.name ?? messages.someone },
    { id: 'who', head: '', cell: (one) => (one.isVolunteer ? words.guest : words.member) },
    { id: 'phone', head: words.phone, cell: (one) => <Phone team={team} person={one} /> },
    {
      id: 'until',
      head: words.until,
      tight: true,
      cell: (one) => one.expiresOn && formatDay(one.expiresOn, today),
    },
    {
      id: 'acts',
      head: '',
      cell: (one) => one.abilities.write && <Leave team={team} person={one} />,
    },
  ]
}

function Rosters({ team }: { team: One }) {
  const { today } = useSession()
  if (team.rosters.length === 0) return <p>{messages.roster.empty}</p>
  return (
    <ul className="tasks">
      {team.rosters.map((one) => (
        <li className="task" key={one.rosterId}>
          <div>
            <b>{one.title}</b>
            <span>
              {formatDay(one.seasonFrom, today)}—{formatDay(one.seasonTo, today)}
            </span>
          </div>
          <LinkButton href={to(`/rosters/${one.rosterId}`)} label={roster.openOf(one.title)}>
            {roster.open}
          </LinkButton>
          <LinkButton href={`/print/rosters/${one.rosterId}`} label={messages.roster.printOf(one.title)}>
            {messages.roster.print}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

function Body({ team }: { team: One }) {
  const { today } = useSession()
  const [open, setOpen] = useState<'add' | 'roster'>()
  const close = () => setOpen(undefined)
  return (
    <div className="teams">
      <h2>{words.title}</h2>
      {team.abilities.write && (
        <div className="bar">
          <Button tone="go" onPress={() => setOpen('add')}>
            {words.add}
          </Button>
          {team.people.length > 0 && <Button onPress={() => setOpen('roster')}>{messages.roster.add}</Button>}
          <Close team={team} />
        </div>
      )}
      <Ledger
        caption={words.title}
        columns={columnsFor(team, today)}
        rows={team.people}
        none={words.empty}
        keyOf={(one) => one.personId}
      />
      <h2>{messages.roster.title}</h2>
      <Rosters team={team} />
      {open === 'add' && <AddSheet team={team} onClose={close} />}
      {open === 'roster' && <RosterSheet team={team} onClose={close} />}
    </div>
  )
}

export default function TeamPage({ params }: PageProps) {
  const team = useCall('getTeam', { params: { teamId: params['teamId'] ?? '' } })
  return (
    <>
      <PageHead
        title={team.data?.name ?? messages.title}
        sub={team.data && `${team.data.orgName}　${team.data.kindLabel}`}
      />
      <Answer of={team}>{(one) => <Body team={one} />}</Answer>
    </>
  )
}
