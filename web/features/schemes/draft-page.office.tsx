import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { PageFoot, PageHead } from '../../ui/page-head.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { compare } from './diff.ts'
import { flawOf, isPlaced } from './flaws.ts'
import { messages } from './messages.ts'
import { ReplaceForm } from './replace-form.tsx'
import { titles } from './titles.ts'
import { type Base, useBase } from './use-base.ts'
import { VersionEditor } from './version-editor.tsx'

const words = messages.edit

type EditProps = Base & { schemeId: string; reload: () => Promise<void> }

function useEditing({ schemeId, base, reload }: EditProps) {
  const key = `scheme:${schemeId}:draft`
  const draft = useDraft<SchemeVersion>(key, base.version, base.row.versionId)
  const { save, saving, error } = useSave('saveDraft', key)
  const store = async () => {
    const answer = await save({ params: { schemeId }, body: draft.value })
    if (!answer) return
    draft.done()
    await reload()
    const count = answer.flaws.length
    tell({ tone: count > 0 ? 'late' : 'done', sentence: count > 0 ? words.savedFlawed(count) : words.saved })
  }
  // Of the version in force there is nothing to mend: only what was saved as a draft was looked through.
  const flaws = base.row.state === 'draft' ? base.flaws : []
  const replaced = async () => {
    draft.done()
    await reload()
    tell({ tone: 'done', sentence: messages.files.replaced })
  }
  return { draft, flaws: [...flaws, ...flawOf(error)], store, replaced, saving, error }
}

function Edit(props: EditProps) {
  const { schemeId, base, before } = props
  const { draft, flaws, store, replaced, saving, error } = useEditing(props)
  const version = draft.value
  const changed = compare(version, before).count
  return (
    <>
      <PageHead title={messages.version.draftTitle(base.name)} sub={words.sub} />
      <DraftNote draft={draft} />
      {error && !isPlaced(error) && <Trouble error={error} />}
      <VersionEditor version={version} before={before} flaws={flaws} onChange={draft.set} />
      <ReplaceForm schemeId={schemeId} onDone={() => void replaced()} />
      <PageFoot
        actions={
          <>
            {base.row.state === 'draft' && (
              <LinkButton href={to(`/schemes/${schemeId}/versions/${base.row.versionId}`)}>
                {words.back}
              </LinkButton>
            )}
            <Button
              tone="go"
              busy={saving}
              disabled={version.rules.length === 0}
              onPress={() => void store()}
            >
              {words.save}
            </Button>
          </>
        }
      >
        <p>{words.changed(changed)}</p>
        {words.kept}
      </PageFoot>
    </>
  )
}

/** A new draft, or the standing one: begun on the version in force, so that only what changes is written. */
export default function DraftPage({ params }: PageProps) {
  const { schemeId = '' } = params
  const base = useBase(schemeId)
  return (
    <>
      {!base.data && <PageHead title={titles.draft} />}
      <Answer of={{ ...base, reload: () => void base.reload() }}>
        {(data) => <Edit key={data.base.row.versionId} {...data} schemeId={schemeId} reload={base.reload} />}
      </Answer>
    </>
  )
}
