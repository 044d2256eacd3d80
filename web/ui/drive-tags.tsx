import { tell } from '../lib/receipts.ts'
import { useCall } from '../lib/use-call.ts'
import { useSave } from '../lib/use-save.ts'
import { Check } from './choice.tsx'
import { messages } from './messages.ts'
import { Trouble } from './states.tsx'

type DriveTagsProps = { source: 'activity' | 'worklist-item'; sourceId: string }

/** Under which drive in force a record stands, by the branch's own choice; nothing where none is in force. */
export function DriveTags({ source, sourceId }: DriveTagsProps) {
  const tags = useCall('getDriveTags', { query: { source, sourceId } })
  const { save, saving, error } = useSave('setDriveTag')
  const set = async (driveId: string, name: string, on: boolean) => {
    if (await save({ params: { driveId }, body: { source, sourceId, on } }))
      tell({ tone: 'done', sentence: messages.driveTold(name, on) })
  }
  const { rows = [], abilities } = tags.data ?? {}
  const shown = abilities?.tag ? rows : rows.filter((row) => row.on)
  if (shown.length === 0) return null
  return (
    <section className="drive-tags" aria-label={messages.drives}>
      <h2>{messages.drives}</h2>
      {error && <Trouble error={error} />}
      {shown.map(({ driveId, name, on }) => (
        <Check
          key={driveId}
          checked={on}
          disabled={saving || !abilities?.tag}
          onChange={(next) => void set(driveId, name, next)}
        >
          {name}
        </Check>
      ))}
    </section>
  )
}
