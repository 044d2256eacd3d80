import './schemes.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AdoptForm } from './adopt-form.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

type Scheme = CallOutput<'listSchemes'>['rows'][number]
type Version = Scheme['versions'][number]

const words = messages.list

function VersionLine({ schemeId, version }: { schemeId: string; version: Version }) {
  const { versionId, versionNo, state, validFrom, draftedByName, publishedByName } = version
  const isDraft = state === 'draft'
  const said = [
    words.from(validFrom),
    draftedByName && words.drafted(draftedByName),
    publishedByName && words.published(publishedByName),
  ]
  return (
    <li>
      <StampWord state={isDraft ? 'due' : 'done'} char={isDraft ? '草' : undefined}>
        <a href={to(`/schemes/${schemeId}/versions/${versionId}`)}>
          {isDraft ? words.draft : words.version(versionNo)}
        </a>
      </StampWord>
      <span>{said.filter(Boolean).join('，')}</span>
    </li>
  )
}

function Adoptions({ scheme }: { scheme: Scheme }) {
  if (scheme.adoptions.length === 0) return <p className="note">{words.unused}</p>
  return (
    <ul className="versions">
      {scheme.adoptions.map(({ orgId, orgName, reach, validFrom, validTo }) => (
        <li key={`${orgId} ${validFrom}`}>
          {words.used}
          <b>{words.adoption(orgName, reach === 'below')}</b>
          <span>{words.span(validFrom, validTo)}</span>
        </li>
      ))}
    </ul>
  )
}

function SchemeBlock({ scheme }: { scheme: Scheme }) {
  const [adopting, setAdopting] = useState(false)
  const { schemeId, abilities, versions } = scheme
  const hasDraft = versions.some((version) => version.state === 'draft')
  return (
    <section className="scheme">
      <h2>
        {scheme.name} <small>{scheme.orgName}</small>
      </h2>
      <ul className="versions">
        {versions.map((version) => (
          <VersionLine key={version.versionId} schemeId={schemeId} version={version} />
        ))}
      </ul>
      <Adoptions scheme={scheme} />
      {adopting ? (
        <AdoptForm schemeId={schemeId} onClose={() => setAdopting(false)} />
      ) : (
        <div className="acts">
          {abilities.draft && (
            <LinkButton href={to(`/schemes/${schemeId}/draft`)}>
              {hasDraft ? words.edit : words.next}
            </LinkButton>
          )}
          {abilities.adopt && <Button onPress={() => setAdopting(true)}>{words.adopt}</Button>}
        </div>
      )}
    </section>
  )
}

/** 积分方案: whose they are, their versions, and where they count. */
export default function SchemesPage() {
  const schemes = useQuery(ask('listSchemes', {}))
  return (
    <>
      <PageHead
        title={titles.list}
        sub={words.sub}
        actions={
          schemes.data?.abilities.create && (
            <>
              <LinkButton href={to('/schemes/ready')}>{words.ready}</LinkButton>
              <LinkButton href={to('/schemes/new')}>{words.create}</LinkButton>
            </>
          )
        }
      />
      <Answer of={schemes}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            rows.map((scheme) => <SchemeBlock key={scheme.schemeId} scheme={scheme} />)
          )
        }
      </Answer>
    </>
  )
}
