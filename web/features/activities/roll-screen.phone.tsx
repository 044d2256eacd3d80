import { useEffect } from 'react'
import { go, to } from '../../lib/link.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { sayWhen } from './heading-line.ts'
import { messages } from './messages.ts'
import { RecordNotes, RollPart, TextPart } from './record-parts.tsx'
import { useKeptRoll } from './use-kept-roll.ts'
import { type Detail, type RecordState, useRecord } from './use-record.ts'

type StepProps = { detail: Detail; record: RecordState; page: string }

function Count({ record }: { record: RecordState }) {
  const { present, away } = record.count
  return (
    <p>
      {messages.presentShort} <b>{present}</b>
      <br />
      {messages.awayShort} <b>{away}</b>
    </p>
  )
}

function RollStep({ detail, record, page }: StepProps) {
  const { activity, abilities } = detail
  const saveLater = async () => {
    const answer = await record.saveRoll()
    if (answer === 'kept') tell({ tone: 'offline', sentence: messages.keptHere })
    else if (answer) tell({ tone: 'done', sentence: messages.savedLater(answer.present, record.count.away) })
  }
  return (
    <Screen
      title={`${activity.title} · ${messages.toRoll}`}
      sub={messages.rollSub}
      back="/"
      aside={messages.expected(record.count.expected)}
      foot={
        <>
          <Count record={record} />
          {abilities.close ? (
            <LinkButton href={to(`${page}?step=text`)} tone="go" grow>
              {messages.rollDone}
            </LinkButton>
          ) : (
            <Button tone="go" onPress={() => void saveLater()} busy={record.busy}>
              {messages.saveLater}
            </Button>
          )}
        </>
      }
    >
      <RecordNotes record={record} />
      {!abilities.close && <p className="pad top note">{messages.rollFuture}</p>}
      <RollPart record={record} />
      <div className="pad two">
        <LinkButton href={to(`/activities/${activity.activityId}?view=plan`)}>{messages.seePlan}</LinkButton>
        {abilities.saveRoll && abilities.close && (
          <Button onPress={() => void saveLater()} busy={record.busy}>
            {messages.saveLater}
          </Button>
        )}
      </div>
    </Screen>
  )
}

function TextStep({ detail, record, page }: StepProps) {
  const { today } = useSession()
  const { activity } = detail
  const close = async () => {
    const answer = await record.close()
    if (answer === 'kept') goTelling('/', { tone: 'offline', sentence: messages.keptHere }, { replace: true })
    else if (answer) go(`/activities/${activity.activityId}`, { replace: true })
  }
  return (
    <Screen
      title={messages.textStep}
      sub={[activity.title, sayWhen(activity, today)].join(' · ')}
      back={page}
      foot={
        <>
          <Count record={record} />
          <Button tone="go" grow onPress={() => void close()} busy={record.busy}>
            {activity.state === 'reopened' ? messages.closeAgain : messages.close}
          </Button>
        </>
      }
    >
      <RecordNotes record={record} />
      <div className="pad">
        <TextPart record={record} />
      </div>
    </Screen>
  )
}

/** `page`: the address at which it stands; both steps share it, so that nothing is built anew between them. */
type RollScreenProps = { detail: Detail; search: URLSearchParams; page: string }

/** The roll, then what was achieved and said. The step stands in the address, so that 返回 goes one step back. */
export function RollScreen({ detail, search, page }: RollScreenProps) {
  const record = useRecord(detail, useKeptRoll)
  const step = search.get('step') === 'text' && detail.abilities.close ? 'text' : 'roll'
  useEffect(() => {
    window.scrollTo(0, 0)
    if (step === 'text') document.getElementById('main')?.focus({ preventScroll: true })
  }, [step])
  return step === 'text' ? (
    <TextStep detail={detail} record={record} page={page} />
  ) : (
    <RollStep detail={detail} record={record} page={page} />
  )
}
