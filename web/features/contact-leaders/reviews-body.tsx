import '../../ui/due-row.css'
import './contacts.css'
import { go } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { SelectField } from '../../ui/field.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { MeetingRows } from './meeting-rows.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.reviews
const limit = 50
type State = keyof typeof words.states

function stateIn(search: URLSearchParams): State | undefined {
  const state = search.get('state') ?? ''
  return state in words.states ? (state as State) : undefined
}

/** Of an organisation and those below it, the newest first. There is no count of who said how much. */
export function ReviewsBody({ search }: { search: URLSearchParams }) {
  const place = usePlace()
  const state = stateIn(search)
  const offset = readOffset(search)
  const list = useCall(
    'listStageReviews',
    place && { params: { orgId: place.orgId }, query: { limit, offset, ...(state && { state }) } },
  )
  if (!place) return <Empty>{words.none}</Empty>
  const options = Object.entries(words.states).map(([value, label]) => ({ value, label }))
  return (
    <div className="contacts">
      <div className="contacts-filter no-print">
        <SelectField
          label={words.filter}
          value={state ?? ''}
          onChoose={(next) =>
            go(withQuery('/stage-reviews', { state: next || undefined }), { replace: true })
          }
          options={[{ value: '', label: words.any }, ...options]}
        />
      </div>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <MeetingRows label={titles.reviews} meetings={rows} />
              <Pager
                {...{ count, offset, limit }}
                unit={words.unit}
                pathOf={(at) => withQuery('/stage-reviews', { state, offset: at || undefined })}
              />
            </>
          )
        }
      </Answer>
    </div>
  )
}
