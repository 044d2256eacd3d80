import { useCall } from '../../../lib/use-call.ts'
import { Answer } from '../../../ui/states.tsx'
import type { Detail } from '../use-record.ts'
import { GuestPart } from './guest-part.tsx'
import { LeavePart } from './leave-part.tsx'
import { LinkPart } from './link-part.tsx'
import { MakeUpPart } from './make-up-part.tsx'
import { ScanPart } from './scan-part.tsx'

/** What belongs to a roll besides the names on it. */
export function RollNotes({ detail }: { detail: Detail }) {
  const notes = useCall('getRollNotes', { params: { activityId: detail.activity.activityId } })
  return (
    <Answer of={notes}>
      {(given) => (
        <>
          <LeavePart detail={detail} notes={given} />
          <MakeUpPart detail={detail} notes={given} />
          <GuestPart notes={given} />
          <LinkPart notes={given} title={detail.activity.title} />
          <ScanPart notes={given} />
        </>
      )}
    </Answer>
  )
}
