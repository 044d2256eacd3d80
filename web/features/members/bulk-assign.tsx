import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { PageFoot } from '../../ui/page-head.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { AssignForm } from './assign-form.tsx'
import { messages } from './messages.ts'

const words = messages.list

type BulkAssignProps = { memberIds: readonly string[]; branchId: number; onClear: () => void }

/** What can be done with those who were picked. Nothing while nobody is. */
export function BulkAssign({ memberIds, branchId, onClear }: BulkAssignProps) {
  const [open, setOpen] = useState(false)
  if (memberIds.length === 0) return null
  const title = messages.assign.title(memberIds.length)
  const close = () => setOpen(false)
  return (
    <>
      <PageFoot
        actions={
          <>
            <Button onPress={onClear}>{words.unpick}</Button>
            <Button tone="go" onPress={() => setOpen(true)}>
              {words.assign}
            </Button>
          </>
        }
      >
        <p>{words.picked(memberIds.length)}</p>
        {words.pickedNote}
      </PageFoot>
      {open && (
        <Sheet title={title} label={title} onClose={close}>
          <AssignForm memberIds={memberIds} branchId={branchId} onClose={close} onDone={onClear} />
        </Sheet>
      )}
    </>
  )
}
