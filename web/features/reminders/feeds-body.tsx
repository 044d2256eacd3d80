import { PlaceField } from '../../ui/place-field.tsx'
import '../../ui/due-row.css'
import './reminders.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay, splitInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { CopyAddress } from '../../ui/copy-address.tsx'

import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.feeds
type Feeds = CallOutput<'listCalendarFeeds'>

function Making({ places }: { places: Feeds['places'] }) {
  const [whose, setWhose] = useState('')
  const [path, setPath] = useState<string>()
  const { save, saving, error } = useSave('makeCalendarFeed')
  const make = async () => {
    const answer = await save({ body: { orgId: whose === '' ? null : Number(whose) } })
    if (answer) setPath(answer.path)
  }
  return (
    <div className="form narrow">
      {error && <Trouble error={error} />}
      {places.length > 0 && (
        <PlaceField label={words.whose} value={whose} onChoose={setWhose} empty={words.own} places={places} />
      )}
      {path && (
        <div role="status">
          <p>{words.once}</p>
          <p className="feed-address">{new URL(path, location.href).href}</p>
          <p className="note">{words.how}</p>
          <CopyAddress address={path} />
        </div>
      )}
      <Button tone={path ? 'plain' : 'go'} busy={saving} onPress={() => void make()}>
        {words.make}
      </Button>
    </div>
  )
}

function FeedList({ rows }: { rows: Feeds['rows'] }) {
  const { save, saving } = useSave('revokeCalendarFeed')
  const revoke = async (feedId: string) => {
    if (await save({ params: { feedId } })) tell({ tone: 'done', sentence: words.revoked })
  }
  if (rows.length === 0) return <Empty>{words.empty}</Empty>
  const sayDay = (instant: string) => formatDay(splitInstant(instant).day)
  return (
    <ul className="tasks">
      {rows.map(({ feedId, name, madeAt, revokedAt }) => (
        <li className="task" key={feedId}>
          <div>
            <b>{name}</b>
            <span>
              {[words.madeOn(sayDay(madeAt)), revokedAt && words.revokedOn(sayDay(revokedAt))]
                .filter(Boolean)
                .join('，')}
            </span>
          </div>
          {!revokedAt && (
            <Button
              tone="quiet"
              busy={saving}
              label={words.revokeOf(name)}
              onPress={() => void revoke(feedId)}
            >
              {words.revoke}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Addresses of calendars: made, told once, revoked. */
export function FeedsBody() {
  const feeds = useCall('listCalendarFeeds', {})
  return (
    <Answer of={feeds}>
      {({ rows, places }) => (
        <>
          <Making places={places} />
          <section className="reminder-part">
            <h2>{words.list}</h2>
            <FeedList rows={rows} />
          </section>
        </>
      )}
    </Answer>
  )
}
