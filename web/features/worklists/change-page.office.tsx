import type { CallOutput } from '../../lib/call-types.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { WorklistForm } from './form.tsx'
import { formOf, wishOf } from './form-draft.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

type ChangeFormProps = { choices: CallOutput<'getWorklistChoices'>; one: CallOutput<'getWorklist'> }

function ChangeForm({ choices, one }: ChangeFormProps) {
  const { worklistId, version } = one.worklist
  const key = `worklist:${worklistId}`
  const path = `/worklists/${worklistId}`
  const draft = useDraft(key, formOf(one, choices), version)
  const { save, saving, error } = useSave('changeWorklist', key)
  const send = async () => {
    const body = { ...wishOf(draft.value, choices), version }
    if (!(await save({ params: { worklistId }, body }))) return
    draft.done()
    goTelling(path, { tone: 'done', sentence: messages.form.saved })
  }
  return (
    <WorklistForm
      draft={draft}
      choices={choices}
      saving={saving}
      error={error}
      onSave={() => void send()}
      back={path}
    />
  )
}

export default function ChangePage({ params }: PageProps) {
  const choices = useCall('getWorklistChoices', {})
  const one = useCall('getWorklist', { params: { worklistId: params['worklistId'] ?? '' } })
  return (
    <>
      <PageHead title={titles.change} sub={messages.form.sub} />
      <Answer of={choices}>
        {(of) => <Answer of={one}>{(data) => <ChangeForm choices={of} one={data} />}</Answer>}
      </Answer>
    </>
  )
}
