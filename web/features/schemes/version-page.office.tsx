import './schemes.css'
import { splitInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { type Step, Steps } from '../../ui/steps.tsx'
import { compare } from './diff.ts'
import { FileLinks } from './file-links.tsx'
import { messages } from './messages.ts'
import { Refused, RuleTable, SharedLimits } from './rule-table.tsx'
import { titles } from './titles.ts'
import { Trial } from './trial.tsx'
import { type Scheme, useVersion, type Version } from './use-scheme.ts'
import { VersionTerms } from './version-terms.tsx'

const words = messages.version

function stepsOf({ row }: Version, today: string): Step[] {
  const { state, validFrom, draftedByName, publishedByName, publishedAt } = row
  const published = state === 'published'
  const inForce = published && validFrom <= today
  return [
    {
      id: 'draft',
      title: words.steps.draft,
      note: words.by(draftedByName, null),
      state: published ? 'done' : 'now',
    },
    {
      id: 'publish',
      title: words.steps.publish,
      note: publishedAt && words.by(publishedByName, splitInstant(publishedAt).day),
      state: published ? 'done' : 'next',
    },
    {
      id: 'force',
      title: words.steps.force,
      note: messages.list.from(validFrom),
      state: inForce ? 'done' : published ? 'now' : 'next',
    },
  ]
}

function usePublish(schemeId: string, version: Version) {
  const { save, saving, error } = useSave('publishVersion')
  const { versionId, validFrom } = version.row
  const publish = async () => {
    const done = await save({ params: { schemeId, versionId }, body: {} })
    if (done) tell({ tone: 'done', sentence: words.published(validFrom) })
  }
  return { publish, saving, error }
}

type LoadedProps = {
  schemeId: string
  scheme: Scheme | undefined
  version: Version
  before: Version['version'] | undefined
}

function Loaded({ schemeId, scheme, version, before }: LoadedProps) {
  const { today } = useSession()
  const { publish, saving, error } = usePublish(schemeId, version)
  const { name, row, flaws } = version
  const isDraft = row.state === 'draft'
  const abilities = scheme?.abilities
  const shown = { version: version.version, flaws: isDraft ? flaws : [] }
  const changed = compare(version.version, before).count
  return (
    <>
      <PageHead
        title={isDraft ? words.draftTitle(name) : words.title(name, row.versionNo)}
        sub={isDraft ? words.draftSub(changed) : words.sub(row.validFrom)}
        actions={
          isDraft && (
            <>
              {abilities?.draft && (
                <LinkButton href={to(`/schemes/${schemeId}/draft`)}>{words.edit}</LinkButton>
              )}
              {abilities?.publish && (
                <Button tone="go" busy={saving} onPress={() => void publish()}>
                  {words.publish}
                </Button>
              )}
            </>
          )
        }
      />
      {error && <Trouble error={error} />}
      {isDraft && flaws.length > 0 && <Receipt tone="late">{words.flawed}</Receipt>}
      {isDraft && abilities?.publish && <p className="note">{words.publishSay(row.draftedByName)}</p>}
      <div className="version">
        <RuleTable {...shown} before={before} />
        <SharedLimits {...shown} />
        <Refused />
        <VersionTerms version={version.version} />
        <FileLinks schemeId={schemeId} versionId={row.versionId} />
        <Steps steps={stepsOf(version, today)} label={words.course} />
        {abilities?.draft && (
          <Trial schemeId={schemeId} versionId={row.versionId} cycle={version.version.cycle} />
        )}
      </div>
    </>
  )
}

/** One version of a scheme, read aloud; a draft of it is published here, by a second person. */
export default function VersionPage({ params }: PageProps) {
  const { schemeId = '', versionId } = params
  const { scheme, version, before } = useVersion(schemeId, Number(versionId))
  return (
    <>
      {!version.data && <PageHead title={titles.version} />}
      <Answer of={version}>
        {(data) => <Loaded schemeId={schemeId} scheme={scheme} version={data} before={before} />}
      </Answer>
    </>
  )
}
