import type { CallOutput } from '../../lib/call-types.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { WorklistForm } from './form.tsx'
import { blankForm, wishOf } from './form-draft.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const key = 'worklist:new'
type Places = CallOutput<'listWorklists'>['places']

function NewForm({ choices, places }: { choices: CallOutput<'getWorklistChoices'>; places: Places }) {
  const draft = useDraft(key, blankForm(places[0]?.orgId ?? 0, choices))
  const { save, saving, error } = useSave('draftWorklist', key)
  const send = async () => {
    const params = { orgId: Number(draft.value.orgId) }
    const answer = await save({ params, body: wishOf(draft.value, choices) })
    if (!answer) return
    draft.done()
    goTelling(`/worklists/${answer.worklistId}`, { tone: 'done', sentence: messages.form.saved })
  }
  return (
    <WorklistForm
      draft={draft}
      choices={choices}
      places={places}
      saving={saving}
      error={error}
      onSave={() => void send()}
      back="/worklists"
    />
  )
}

export default function NewPage() {
  const choices = useCall('getWorklistChoices', {})
  const list = useCall('listWorklists', { query: { limit: 1 } })
  return (
    <>
      <PageHead title={titles.new} sub={messages.form.sub} />
      <Answer of={choices}>
        {(of) => <Answer of={list}>{({ places }) => <NewForm choices={of} places={places} />}</Answer>}
      </Answer>
    </>
  )
}
