import './teams.css'
import { useState } from 'react'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { FoundSheet } from './found-sheet.tsx'
import type { Team } from './kinds.ts'
import { messages } from './messages.ts'

const pageSize = 50

function columnsFor(today: string): Column<Team>[] {
  return [
    {
      id: 'team',
      head: messages.team,
      names: true,
      cell: (team) => <a href={to(`/teams/${team.teamId}`)}>{team.name}</a>,
    },
    { id: 'kind', head: messages.kind, cell: (team) => team.kindLabel },
    { id: 'place', head: messages.place, cell: (team) => team.orgName },
    { id: 'members', head: messages.members, num: true, cell: (team) => team.members },
    { id: 'volunteers', head: messages.volunteers, num: true, cell: (team) => team.volunteers },
    { id: 'since', head: messages.since, tight: true, cell: (team) => formatDay(team.foundedOn, today) },
  ]
}

/** Whose turn it is today. */
function Today() {
  const { today } = useSession()
  const turns = useCall('listTurnsOf', {})
  return (
    <section>
      <h2>{messages.today(formatDay(today, today))}</h2>
      <Answer of={turns}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{messages.nobodyToday}</p>
          ) : (
            <ul>
              {rows.map((turn) => (
                <li key={turn.turnId}>
                  {[turn.startsAt, turn.teamName, turn.title, turn.name ?? messages.someone]
                    .filter(Boolean)
                    .join('　')}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

export default function TeamsPage({ search }: PageProps) {
  const { today } = useSession()
  const offset = readOffset(search)
  const list = useCall('listTeams', { query: { limit: pageSize, offset } })
  const [open, setOpen] = useState(false)
  const places = list.data?.places ?? []
  return (
    <div className="teams">
      <PageHead
        title={messages.title}
        sub={messages.sub}
        actions={
          <>
            <LinkButton href={to('/duty-logs')}>{messages.toLogs}</LinkButton>
            {places.length > 0 && (
              <Button tone="go" onPress={() => setOpen(true)}>
                {messages.found.open}
              </Button>
            )}
          </>
        }
      />
      <Today />
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.title}
                columns={columnsFor(today)}
                rows={rows}
                keyOf={(team) => team.teamId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={messages.unit}
                pathOf={(next) => `/teams?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
      {open && <FoundSheet places={places} onClose={() => setOpen(false)} />}
    </div>
  )
}
