import { fieldMessage } from '../../lib/call-error.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { nextYear } from './blanks.ts'
import { messages } from './messages.ts'
import { useOrganisations } from './use-organisations.ts'

const words = messages.ready

function useBeginning(ready: { key: string; name: string }) {
  const place = usePlace()
  const { today } = useSession()
  const key = `scheme:ready:${ready.key}`
  const blank = { orgId: String(place?.orgId ?? ''), name: ready.name, validFrom: nextYear(today) }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('startFromReady', key)
  const send = async () => {
    const { orgId, name, validFrom } = draft.value
    const answer = await save({ params: { key: ready.key }, body: { orgId: Number(orgId), name, validFrom } })
    if (!answer) return
    draft.done()
    goTelling(`/schemes/${answer.schemeId}/draft`, { tone: 'done', sentence: words.done })
  }
  return { draft, send, saving, error }
}

type BeginProps = { ready: { key: string; name: string }; onClose: () => void }

/** Whose it becomes, what it is called, and from when. */
export function BeginForm({ ready, onClose }: BeginProps) {
  const organisations = useOrganisations()
  const { draft, send, saving, error } = useBeginning(ready)
  const { orgId, name, validFrom } = draft.value
  const type = (change: Partial<typeof draft.value>) => draft.set((now) => ({ ...now, ...change }))
  const at = (field: string) => fieldMessage(error, `body.${field}`)
  return (
    <div className="form">
      {error && !error.field && <Trouble error={error} />}
      <SelectField
        label={words.org}
        value={orgId}
        onChoose={(orgId) => type({ orgId })}
        options={organisations}
        empty={messages.adopt.orgEmpty}
        problem={at('orgId')}
      />
      <TextField
        label={words.name}
        value={name}
        onType={(name) => type({ name })}
        problem={at('name')}
        maxLength={60}
      />
      <TextField
        label={words.from}
        type="date"
        value={validFrom}
        onType={(validFrom) => type({ validFrom })}
        problem={at('validFrom')}
      />
      <div className="acts">
        <Button tone="go" busy={saving} disabled={orgId === ''} onPress={() => void send()}>
          {words.send}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
