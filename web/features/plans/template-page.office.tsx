import { useState } from 'react'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { draftOfTemplate, type List, type Template, type TemplateDraft, termsOf } from './template-draft.ts'
import { TemplateForm } from './template-form.tsx'
import { words } from './template-messages.ts'
import { titles } from './titles.ts'
import './plans.css'

type Entry = Template['entries'][number]

const columns: Column<Entry>[] = [
  {
    id: 'title',
    head: messages.columns.title,
    names: true,
    cell: (entry) => (
      <>
        {entry.title}
        <small>
          {[entry.theme, entry.work && messages.work(entry.work), entry.note].filter(Boolean).join('，')}
        </small>
      </>
    ),
  },
  {
    id: 'sentence',
    head: messages.columns.sentence,
    cell: (entry) => [entry.sentence, entry.ownDay && words.ownDay].filter(Boolean).join('，'),
  },
  {
    id: 'days',
    head: messages.columns.times,
    cell: (entry) =>
      entry.days.length > 12
        ? words.days(entry.days.length)
        : entry.days.map((day) => formatDay(day)).join('、'),
  },
]

function Publish({ template }: { template: Template }) {
  const write = useSave('publishPlanTemplate')
  const publish = async () => {
    const params = { templateId: template.templateId }
    const answer = await write.save({ params, body: { version: template.version } })
    if (answer) tell({ tone: 'done', sentence: words.published })
  }
  return (
    <>
      {write.error && <Trouble error={write.error} />}
      <Button tone="go" busy={write.saving} onPress={() => void publish()}>
        {words.publish}
      </Button>
    </>
  )
}

function Withdraw({ template }: { template: Template }) {
  const write = useSave('withdrawPlanTemplate')
  return (
    <AskReason
      verb={words.withdraw}
      hint={words.withdrawHint}
      why={words.withdrawWhy}
      write={write}
      onSend={(reason) => write.save({ params: { templateId: template.templateId }, body: { reason } })}
      done={words.withdrawn}
    />
  )
}

function Change({ template, list, onDone }: { template: Template; list: List; onDone: () => void }) {
  const { templateId, version } = template
  const key = `plan-template:${templateId}`
  const draft = useDraft<TemplateDraft>(key, draftOfTemplate(template), version)
  const write = useSave('changePlanTemplate', key)
  const send = async () => {
    const body = { ...termsOf(draft.value, list), version }
    if (!(await write.save({ params: { templateId }, body }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.changed })
  }
  return (
    <TemplateForm
      draft={draft}
      list={list}
      isNew={false}
      error={write.error}
      saving={write.saving}
      send={messages.save}
      onSend={() => void send()}
    />
  )
}

function Shown({ template }: { template: Template }) {
  return (
    <>
      {template.note && <p>{template.note}</p>}
      {template.withdrawReason && <p>{words.withdrawnFor(template.withdrawReason)}</p>}
      {template.stages.length > 0 && (
        <section className="plan-stages">
          <h2>{words.stages}</h2>
          <ul>
            {template.stages.map((one) => (
              <li key={one.title}>
                <b>{one.title}</b> {formatDay(one.from)}到{formatDay(one.to)}：{one.goal}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="plan-items">
        <Ledger
          caption={words.entriesTable}
          columns={columns}
          parts={[{ id: 'entries', rows: template.entries }]}
          keyOf={(entry) => template.entries.indexOf(entry)}
        />
      </div>
    </>
  )
}

/** One template: what it says in its year; its draft may be changed until it is published. */
export default function TemplatePage({ params }: PageProps) {
  const [changing, setChanging] = useState(false)
  const template = useCall('getPlanTemplate', { params: { templateId: params['templateId'] ?? '' } })
  const list = useCall('listPlanTemplates', changing ? { query: { limit: 1 } } : undefined)
  const { data } = template
  return (
    <>
      <PageHead
        title={data?.name ?? titles.template}
        sub={data && [words.by(data.orgName), data.stateLabel, words.plans(data.plans)].join(' · ')}
        actions={
          <>
            <LinkButton href={to('/plan-templates')}>{titles.templates}</LinkButton>
            {data?.abilities.change && !changing && (
              <Button onPress={() => setChanging(true)}>{words.change}</Button>
            )}
            {data?.abilities.withdraw && <Withdraw template={data} />}
            {data?.abilities.publish && !changing && <Publish template={data} />}
          </>
        }
      />
      <Answer of={template}>
        {(given) =>
          changing && list.data ? (
            <Change template={given} list={list.data} onDone={() => setChanging(false)} />
          ) : (
            <Shown template={given} />
          )
        }
      </Answer>
    </>
  )
}
