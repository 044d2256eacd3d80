import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { AgendaItems, sayWhen } from './agenda-items.tsx'
import './agendas.css'
import { agendaWords as words } from './messages.ts'

type Given = CallOutput<'getAgendaTemplate'>

function Acts({ template }: { template: Given['template'] }) {
  const { today } = useSession()
  const { templateId } = template
  const ending = useSave('endAgenda', `agenda:${templateId}:end`)
  if (!template.abilities.change) return null
  return (
    <>
      <AskReason
        verb={words.end}
        hint={words.endHint}
        why={words.endWhy}
        write={ending}
        onSend={(reason) => ending.save({ params: { templateId }, body: { validTo: today, reason } })}
        done={words.endDone}
      />
      <LinkButton href={to(`/agendas/new?from=${templateId}`)} tone="go">
        {words.change}
      </LinkButton>
    </>
  )
}

function View({ given: { template, versions } }: { given: Given }) {
  return (
    <>
      <PageHead
        title={`${template.kindLabel} · ${template.name}`}
        sub={[words.by(template.orgName, template.reach), sayWhen(template), template.declaredByName].join(
          ' · ',
        )}
        actions={<Acts template={template} />}
      />
      {template.endReason && <p className="note">{words.endReason(template.endReason)}</p>}
      {template.note && <p>{template.note}</p>}
      <AgendaItems items={template.items} free={template.free} />
      {versions.length > 1 && (
        <section className="agd-ready">
          <h2>{words.versions}</h2>
          <ul className="agd-versions">
            {versions.map((one) => (
              <li key={one.templateId}>
                {one.templateId === template.templateId ? (
                  <b>{one.name}</b>
                ) : (
                  <a href={to(`/agendas/${one.templateId}`)}>{one.name}</a>
                )}{' '}
                {sayWhen(one)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** One agenda with the versions before and after it. */
export default function AgendaPage({ params }: PageProps) {
  const given = useCall('getAgendaTemplate', { params: { templateId: params.templateId ?? '' } })
  return <Answer of={given}>{(data) => <View given={data} />}</Answer>
}
