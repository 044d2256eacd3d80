import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { type List, newDraft, type TemplateDraft, termsOf } from './template-draft.ts'
import { TemplateForm } from './template-form.tsx'
import { words } from './template-messages.ts'
import { titles } from './titles.ts'

const key = 'plan-template:new'

function NewTemplate({ list }: { list: List }) {
  const { today } = useSession()
  const draft = useDraft<TemplateDraft>(key, newDraft(list, today))
  const write = useSave('draftPlanTemplate', key)
  const send = async () => {
    const body = { ...termsOf(draft.value, list), orgId: Number(draft.value.orgId) }
    const answer = await write.save({ body })
    if (!answer) return
    draft.done()
    goTelling(`/plan-templates/${answer.templateId}`, { tone: 'done', sentence: words.drafted })
  }
  return (
    <TemplateForm
      draft={draft}
      list={list}
      isNew
      error={write.error}
      saving={write.saving}
      send={words.send}
      onSend={() => void send()}
    />
  )
}

/** A new template; it begins with what the regulations ask of a branch. */
export default function TemplateNewPage() {
  const list = useCall('listPlanTemplates', { query: { limit: 1 } })
  return (
    <>
      <PageHead title={titles.newTemplate} sub={words.sub} />
      <Answer of={list}>{(data) => <NewTemplate list={data} />}</Answer>
    </>
  )
}
