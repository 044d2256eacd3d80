import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { call } from '../../lib/call.ts'
import { asCallError, type CallError, fieldMessage } from '../../lib/call-error.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PageFoot, PageHead } from '../../ui/page-head.tsx'
import { Trouble } from '../../ui/states.tsx'
import { nextYear, restOfVersion } from './blanks.ts'
import { flawOf, isPlaced } from './flaws.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { useOrganisations } from './use-organisations.ts'
import { VersionEditor } from './version-editor.tsx'

const words = messages.edit

type Typed = { name: string; orgId: string; version: SchemeVersion }

function blankVersion(today: string): SchemeVersion {
  return {
    validFrom: nextYear(today),
    validTo: null,
    cycle: 'year',
    startPoints: 0,
    floor: null,
    ceiling: null,
    rules: [],
    limits: [],
    ...restOfVersion,
  }
}

type BasisProps = { onTake: (version: SchemeVersion) => void }

/** Another scheme to begin on: its rules are copied, its days are not. */
function Basis({ onTake }: BasisProps) {
  const { today } = useSession()
  const schemes = useQuery(ask('listSchemes', {}))
  const [chosen, setChosen] = useState('')
  const [error, setError] = useState<CallError>()
  const options = (schemes.data?.rows ?? []).flatMap(({ schemeId, name, orgName, versions }) => {
    const force = versions.find((version) => version.state === 'published')
    return force ? [{ value: `${schemeId} ${force.versionId}`, label: `${name}（${orgName}）` }] : []
  })
  const take = async (value: string) => {
    setChosen(value)
    const [schemeId = '', versionId] = value.split(' ')
    if (!versionId) return onTake(blankVersion(today))
    try {
      const { version } = await call('getVersion', { params: { schemeId, versionId } })
      onTake({ ...version, validFrom: nextYear(today), validTo: null })
    } catch (thrown) {
      setError(asCallError(thrown))
    }
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <SelectField
        label={words.basis}
        value={chosen}
        onChoose={(value) => void take(value)}
        options={options}
        empty={words.blank}
      />
    </>
  )
}

function useCreating(orgId: number | undefined) {
  const { today } = useSession()
  const key = 'scheme:new'
  const blank: Typed = { name: '', orgId: String(orgId ?? ''), version: blankVersion(today) }
  const draft = useDraft<Typed>(key, blank)
  const { save, saving, error } = useSave('createScheme', key)
  const create = async () => {
    const { name, version } = draft.value
    const answer = await save({ body: { orgId: Number(draft.value.orgId), name, version } })
    if (!answer) return
    draft.done()
    const path = `/schemes/${answer.schemeId}/versions/${answer.versionId}`
    goTelling(path, { tone: 'done', sentence: words.saved })
  }
  return { draft, create, saving, error }
}

type HeadProps = { typed: Typed; named: string | undefined; onType: (change: Partial<Typed>) => void }

/** What it is called, whose it is, and what it is begun on. */
function HeadFields({ typed, named, onType }: HeadProps) {
  const organisations = useOrganisations()
  return (
    <div className="grid">
      <TextField
        label={words.name}
        value={typed.name}
        onType={(name) => onType({ name })}
        problem={named}
        maxLength={60}
      />
      <SelectField
        label={words.org}
        value={typed.orgId}
        onChoose={(orgId) => onType({ orgId })}
        options={organisations}
        empty={messages.adopt.orgEmpty}
      />
      <Basis onTake={(version) => onType({ version })} />
    </div>
  )
}

/** A scheme of one's own organisation, begun on another or from nothing. */
export default function NewSchemePage() {
  const place = usePlace()
  const { draft, create, saving, error } = useCreating(place?.orgId)
  const { orgId, version } = draft.value
  const named = fieldMessage(error, 'body.name')
  return (
    <>
      <PageHead title={titles.create} sub={words.sub} />
      <DraftNote draft={draft} />
      {error && !named && !isPlaced(error) && <Trouble error={error} />}
      <HeadFields
        typed={draft.value}
        named={named}
        onType={(change) => draft.set((now) => ({ ...now, ...change }))}
      />
      <VersionEditor
        version={version}
        before={undefined}
        flaws={flawOf(error)}
        onChange={(change) => draft.set((now) => ({ ...now, version: change(now.version) }))}
      />
      <PageFoot
        actions={
          <Button
            tone="go"
            busy={saving}
            disabled={version.rules.length === 0 || orgId === ''}
            onPress={() => void create()}
          >
            {words.create}
          </Button>
        }
      >
        {words.kept}
      </PageFoot>
    </>
  )
}
