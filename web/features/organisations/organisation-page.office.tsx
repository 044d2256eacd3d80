import './organisations.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { can, useSession } from '../../lib/session.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ChangeForm, type ChangeKind } from './change-form.tsx'
import { FoundForm } from './found-form.tsx'
import { messages } from './messages.ts'

type Detail = CallOutput<'getOrganisation'>
type Open = ChangeKind | 'found'

const words = messages.detail

function Where({ ancestors }: Pick<Detail, 'ancestors'>) {
  return (
    <>
      {ancestors.map((above) => (
        <span key={above.orgId}>
          <a href={to(`/organisations/${above.orgId}`)}>{above.name}</a> ›{' '}
        </span>
      ))}
    </>
  )
}

function History({ events }: Pick<Detail, 'events'>) {
  if (events.length === 0) return <p className="note">{words.noHistory}</p>
  return (
    <ol className="history">
      {events.map((event) => (
        <li key={event.eventId}>
          <span className="tight">{event.happenedOn}</span>
          <b>{words.events[event.kind]}</b>
          <span>{event.reason}</span>
        </li>
      ))}
    </ol>
  )
}

function Villages({ villages }: Pick<Detail, 'villages'>) {
  const tree = useQuery(ask('getTree', {}))
  const nameOf = (orgId: number | null) =>
    tree.data?.rows.find((row) => row.orgId === orgId)?.name ?? words.noGrid
  return (
    <ul className="history">
      {villages.map((village) => (
        <li key={village.placeId}>
          <b>{village.name}</b>
          <span>{nameOf(village.gridId)}</span>
        </li>
      ))}
    </ul>
  )
}

const dutyKinds: readonly string[] = ['branch', 'village', 'committee', 'general-branch']

/** The organisation's year of organisational life; of whatever lies above them the matrix of those below. */
function ToDuties({ orgId, kind }: Pick<Detail['organisation'], 'orgId' | 'kind'>) {
  const session = useSession()
  if (!can(session, 'activities.read')) return null
  const path = dutyKinds.includes(kind) ? `/duties/${orgId}` : withQuery('/duties', { org: orgId })
  return <LinkButton href={to(path)}>{messages.duties}</LinkButton>
}

/** What may be done to it; founding comes first where it can hold something. */
function actionsFor({ organisation, mayHold }: Detail): Open[] {
  if (organisation.dissolvedOn) return []
  const own: Open[] = ['rename', 're-elect']
  const root: Open[] = organisation.parentId === null ? [] : ['move', 'merge', 'dissolve']
  return [...(mayHold.length > 0 ? (['found'] as const) : []), ...own, ...root]
}

function Body({ detail }: { detail: Detail }) {
  const [open, setOpen] = useState<Open>()
  const { organisation } = detail
  const close = () => setOpen(undefined)
  const labels = [
    organisation.kindLabel,
    organisation.categoryLabel,
    messages.management[organisation.management],
  ]
  const elected = organisation.electedOn && words.elected(organisation.electedOn, organisation.nextElectionOn)
  const dissolved = organisation.dissolvedOn && messages.dissolved(organisation.dissolvedOn)
  return (
    <>
      <PageHead
        title={organisation.name}
        sub={[...labels, elected, dissolved].filter(Boolean).join(' · ')}
        actions={organisation.inScope && <ToDuties {...organisation} />}
      />
      {detail.ancestors.length > 0 && (
        <p className="where">
          <Where ancestors={detail.ancestors} />
          {organisation.name}
        </p>
      )}
      {detail.abilities.write && open === undefined && (
        <div className="two org-acts">
          {actionsFor(detail).map((action) => (
            <Button key={action} tone={action === 'found' ? 'go' : 'plain'} onPress={() => setOpen(action)}>
              {messages.actions[action]}
            </Button>
          ))}
        </div>
      )}
      {open === 'found' && <FoundForm detail={detail} onClose={close} />}
      {open !== undefined && open !== 'found' && (
        <ChangeForm key={open} change={open} organisation={organisation} onClose={close} />
      )}
      {organisation.inScope ? (
        <>
          <h2>{words.history}</h2>
          <History events={detail.events} />
        </>
      ) : (
        <p className="note">{words.elsewhere}</p>
      )}
      {detail.villages.length > 0 && (
        <>
          <h2>{words.villages}</h2>
          <Villages villages={detail.villages} />
        </>
      )}
    </>
  )
}

export default function OrganisationPage({ params }: PageProps) {
  const detail = useQuery(ask('getOrganisation', { params: { orgId: Number(params['orgId']) } }))
  return <Answer of={detail}>{(data) => <Body key={data.organisation.version} detail={data} />}</Answer>
}
