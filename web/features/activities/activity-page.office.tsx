import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { CopyWords } from '../../ui/copy-words.tsx'
import { DriveTags } from '../../ui/drive-tags.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ActivityTasks } from '../agendas/activity-tasks.tsx'
import { MeetingPart } from '../votes/meeting-part.tsx'
import './activities.css'
import { ActivityActions } from './activity-actions.tsx'
import { Corrections } from './corrections.tsx'
import { Follows } from './follows.tsx'
import { Gains } from './gains.tsx'
import { sayWhenAndWhere } from './heading-line.ts'
import { LackingNote } from './lacking.tsx'
import { messages } from './messages.ts'
import { RollNotes } from './notes/roll-notes.tsx'
import { PhotoPart } from './photos/photo-part.tsx'
import { RollNames } from './roll-names.tsx'
import { StageReviewLink } from './stage-review-link.tsx'
import { Summary } from './summary.tsx'
import type { Detail } from './use-record.ts'
import { WhatHappened } from './what-happened.tsx'

const rollId = 'roll'

function ActivityView({ detail }: { detail: Detail }) {
  const { today } = useSession()
  const { activity, abilities } = detail
  const mayDo = Object.values(abilities).some(Boolean)
  const isRecorded = activity.state === 'closed' || activity.state === 'reopened'
  const params = { activityId: activity.activityId }
  const points = useQuery({ ...ask('getActivityPoints', { params }), enabled: isRecorded })
  const [open, setOpen] = useState(!isRecorded)
  const showPeople = () => {
    setOpen(true)
    document.getElementById(rollId)?.focus()
  }
  return (
    <>
      <PageHead
        title={activity.title}
        sub={[
          activity.orgName,
          sayWhenAndWhere(activity, today),
          activity.serial ? messages.serial(activity.serial.no) : activity.stateLabel,
        ].join(' · ')}
        actions={<ActivityActions detail={detail} />}
      />
      <Summary detail={detail} />
      <LackingNote detail={detail} />
      <div className="act-columns">
        <div>
          {isRecorded && (
            <Answer of={points}>
              {(given) => <Gains points={given} detail={detail} onPeople={showPeople} />}
            </Answer>
          )}
          <RollNames detail={detail} id={rollId} open={open} onToggle={() => setOpen(!open)} />
        </div>
        <div>
          <WhatHappened detail={detail} />
          <MeetingPart activityId={activity.activityId} />
          {detail.abilities.readReview && <PhotoPart activityId={activity.activityId} />}
          {detail.abilities.readReview && <StageReviewLink activityId={activity.activityId} />}
          <ActivityTasks activityId={activity.activityId} isMeeting={activity.category === 'life'} />
          {activity.state === 'planned' && mayDo && <CopyWords of="activity" id={activity.activityId} />}
          {mayDo && <DriveTags source="activity" sourceId={activity.activityId} />}
          <Corrections detail={detail} points={points.data} />
          {detail.abilities.reopen && <Follows detail={detail} points={points.data} />}
          <RollNotes detail={detail} />
        </div>
      </div>
    </>
  )
}

export default function ActivityPage({ params }: PageProps) {
  const activity = useQuery(ask('getActivity', { params: { activityId: params.activityId ?? '' } }))
  return <Answer of={activity}>{(detail) => <ActivityView detail={detail} />}</Answer>
}
