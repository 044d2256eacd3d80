import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { SelectionBody } from './selection-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const { selectionId = '' } = params
  const selection = useCall('getSelection', { params: { selectionId } })
  const { data } = selection
  return (
    <>
      <PageHead
        title={data ? messages.list.name(data.year, data.title) : titles.one}
        sub={data && messages.one.sub(data.orgName, data.stateLabel)}
      />
      <Answer of={selection}>{(data) => <SelectionBody selection={data} wide />}</Answer>
    </>
  )
}
