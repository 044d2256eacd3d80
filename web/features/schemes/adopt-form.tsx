import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { useOrganisations } from './use-organisations.ts'

const words = messages.adopt

type Typed = { orgId: string; reach: 'below' | 'self'; validFrom: string }

function useAdopting(schemeId: string, onClose: () => void) {
  const { today } = useSession()
  const key = `scheme:${schemeId}:adopt`
  const draft = useDraft<Typed>(key, { orgId: '', reach: 'below', validFrom: today })
  const { save, saving, error } = useSave('adoptScheme', key)
  const organisations = useOrganisations()
  const send = async () => {
    const { orgId, reach, validFrom } = draft.value
    const body = { orgId: Number(orgId), reach, validFrom }
    if (!(await save({ params: { schemeId }, body }))) return
    draft.done()
    onClose()
    const org = organisations.find((one) => one.value === orgId)?.label.trim() ?? ''
    tell({ tone: 'done', sentence: words.done(org, validFrom) })
  }
  return { draft, organisations, send, saving, error }
}

/** From a day on a scheme counts at an organisation. */
export function AdoptForm({ schemeId, onClose }: { schemeId: string; onClose: () => void }) {
  const { draft, organisations, send, saving, error } = useAdopting(schemeId, onClose)
  const { orgId, reach, validFrom } = draft.value
  const type = (change: Partial<Typed>) => draft.set((now) => ({ ...now, ...change }))
  return (
    <div className="form">
      <SelectField
        label={words.org}
        value={orgId}
        onChoose={(orgId) => type({ orgId })}
        options={organisations}
        empty={words.orgEmpty}
        problem={fieldMessage(error, 'body.orgId')}
      />
      <Choice
        legend={words.reach}
        value={reach}
        onChoose={(reach) => type({ reach })}
        options={[
          { value: 'below', label: words.below },
          { value: 'self', label: words.self },
        ]}
      />
      <TextField
        label={words.from}
        hint={words.fromHint}
        type="date"
        value={validFrom}
        onType={(validFrom) => type({ validFrom })}
        problem={fieldMessage(error, 'body.validFrom')}
      />
      {error && !error.field && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} disabled={orgId === '' || validFrom === ''} onPress={() => void send()}>
          {words.send}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
