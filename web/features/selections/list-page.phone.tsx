import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { SelectionRows } from './selection-rows.tsx'
import { titles } from './titles.ts'

const words = messages.list

export default function ListPage() {
  const list = useCall('listSelections', { query: { limit: 100 } })
  return (
    <Screen title={titles.list} back="/me">
      <p className="pad top note">{words.sub}</p>
      <Answer of={list}>
        {({ rows }) => (rows.length === 0 ? <Empty>{words.empty}</Empty> : <SelectionRows rows={rows} />)}
      </Answer>
    </Screen>
  )
}
