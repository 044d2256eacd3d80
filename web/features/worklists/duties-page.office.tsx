import { useState } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { type Duties, DutiesBody } from './duties-body.tsx'
import { AssignForm, NominateForm } from './duty-forms.tsx'
import { DutyKindForm } from './duty-kind-form.tsx'
import { messages } from './messages.ts'
import { MyNominations, Nominations } from './nominations.tsx'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

const words = messages.duties

function DutiesView({ duties }: { duties: Duties }) {
  const [form, setForm] = useState<'assign' | 'nominate' | 'kind'>()
  const { abilities } = duties
  const close = () => setForm(undefined)
  return (
    <>
      {form === undefined && (
        <div className="week-acts">
          {abilities.assign && <Button onPress={() => setForm('assign')}>{words.assign}</Button>}
          {abilities.addKind && <Button onPress={() => setForm('kind')}>{words.addKind}</Button>}
          {abilities.nominate && <Button onPress={() => setForm('nominate')}>{words.nominate}</Button>}
        </div>
      )}
      {form === 'assign' && <AssignForm duties={duties} onDone={close} />}
      {form === 'kind' && <DutyKindForm duties={duties} onDone={close} />}
      {form === 'nominate' && <NominateForm duties={duties} onDone={close} />}
      <DutiesBody duties={duties} mayRecord={false} />
      <Nominations title={words.nominations} rows={duties.nominations} />
      <MyNominations />
    </>
  )
}

function DutiesOf({ orgId }: { orgId: number }) {
  const duties = useCall('getDutyLists', { params: { orgId } })
  return (
    <>
      <PageHead title={titles.duties} sub={words.sub} />
      <Tabs on="duties" />
      <Answer of={duties}>{(data) => <DutiesView duties={data} />}</Answer>
    </>
  )
}

/** 小组长职责: what each group has taken on, answered by what it recorded. */
export default function DutiesPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) return <Empty>{messages.noPlace}</Empty>
  return <DutiesOf key={orgId} orgId={orgId} />
}
