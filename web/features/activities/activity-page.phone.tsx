import { useState } from 'react'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { CopyWords } from '../../ui/copy-words.tsx'
import { DriveTags } from '../../ui/drive-tags.tsx'
import { Screen } from '../../ui/screen.tsx'
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
import { RollScreen } from './roll-screen.phone.tsx'
import { StageReviewLink } from './stage-review-link.tsx'
import { Summary } from './summary.tsx'
import type { Detail } from './use-record.ts'
import { WhatHappened } from './what-happened.tsx'

const rollId = 'roll'

/** After one thing is done, the next that is due: the one red button of this page. */
function useNext(): { title: string; link: string } | undefined {
  const session = useSession()
  return useCall('getDue', can(session, 'activities.write') ? {} : undefined).data?.rows[0]
}

function Recorded({ detail, onPeople }: { detail: Detail; onPeople: () => void }) {
  const params = { activityId: detail.activity.activityId }
  const points = useCall('getActivityPoints', { params })
  return (
    <>
      <Answer of={points}>{(given) => <Gains points={given} detail={detail} onPeople={onPeople} />}</Answer>
      <Corrections detail={detail} points={points.data} />
      {detail.activity.state === 'closed' && detail.abilities.reopen && (
        <Follows detail={detail} points={points.data} />
      )}
    </>
  )
}

function DetailScreen({ detail }: { detail: Detail }) {
  const { today } = useSession()
  const { activity, abilities } = detail
  const isRecorded = activity.state === 'closed' || activity.state === 'reopened'
  const [open, setOpen] = useState(!isRecorded)
  const showPeople = () => {
    setOpen(true)
    document.getElementById(rollId)?.focus()
  }
  const number = activity.serial && messages.serial(activity.serial.no)
  const next = useNext()
  const mayDo = Object.values(abilities).some(Boolean)
  return (
    <Screen
      title={activity.title}
      sub={[sayWhenAndWhere(activity, today), number].filter(Boolean).join(' · ')}
      back="/"
      foot={
        activity.state === 'closed' &&
        next && (
          <LinkButton href={to(next.link)} tone="go" wide>
            {messages.next(next.title)}
          </LinkButton>
        )
      }
    >
      <Summary detail={detail} />
      <div className="pad">
        <LackingNote detail={detail} />
        {isRecorded && <Recorded detail={detail} onPeople={showPeople} />}
        <RollNames detail={detail} id={rollId} open={open} onToggle={() => setOpen(!open)} />
        <RollNotes detail={detail} />
        <WhatHappened detail={detail} />
        <MeetingPart activityId={activity.activityId} />
        {detail.abilities.readReview && <PhotoPart activityId={activity.activityId} />}
        {detail.abilities.readReview && <StageReviewLink activityId={activity.activityId} />}
        <ActivityTasks activityId={activity.activityId} isMeeting={activity.category === 'life'} />
        {activity.state === 'planned' && mayDo && <CopyWords of="activity" id={activity.activityId} />}
        {mayDo && <DriveTags source="activity" sourceId={activity.activityId} />}
        {mayDo && (
          <div className="two act-actions">
            <ActivityActions detail={detail} />
          </div>
        )}
      </div>
    </Screen>
  )
}

/** On the day itself, and after it, the roll comes first: that is what one has come for. `?view=plan` shows the rest. */
export default function ActivityPage({ params, search }: PageProps) {
  const activity = useCall('getActivity', { params: { activityId: params.activityId ?? '' } })
  if (activity.data === undefined) {
    return (
      <Screen title={messages.title} back="/">
        <Answer of={activity}>{() => null}</Answer>
      </Screen>
    )
  }
  const detail = activity.data
  if (detail.abilities.close && search.get('view') !== 'plan')
    return <RollScreen detail={detail} search={search} page={`/activities/${detail.activity.activityId}`} />
  return <DetailScreen detail={detail} />
}
