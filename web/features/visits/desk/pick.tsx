import { go } from '../../../lib/link.ts'
import { placesOf, usePlace } from '../../../lib/place.ts'
import { useSession } from '../../../lib/session.ts'
import { Field } from '../../../ui/field.tsx'
import { PlaceField } from '../../../ui/place-field.tsx'
import { words } from './messages.ts'

/** Where and which month, as the address says; else where one works now, and this month. */
export function usePick(search: URLSearchParams, monthBefore = 0): { orgId: number; month: string } {
  const { today } = useSession()
  const place = usePlace()
  return {
    orgId: Number(search.get('orgId')) || (place?.orgId ?? 0),
    month: search.get('month') || earlier(today.slice(0, 7), monthBefore),
  }
}

function earlier(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * 12 + number - 1 - count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

type MonthProps = { value: string; problem?: string | undefined; onType: (month: string) => void }

/** The device's own choice of a month; it gives `YYYY-MM`. */
export function MonthField({ value, problem, onType }: MonthProps) {
  return (
    <Field label={words.month} problem={problem}>
      {(tied) => (
        <input
          {...tied}
          className="in"
          type="month"
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

type Place = { orgId: number; name: string }
type PickProps = {
  orgId: number
  month: string
  /** The address with another place or month. */
  pathOf: (orgId: number, month: string) => string
  /** Where there are others to choose from than where one has an office. */
  places?: readonly Place[] | undefined
}

/** A place and a month; what is chosen stands in the address, so that it can be gone back to. */
export function Pick({ orgId, month, pathOf, places }: PickProps) {
  const session = useSession()
  const offered = places ?? placesOf(session).map((one) => ({ orgId: one.orgId, name: one.orgName }))
  return (
    <div className="desk-pick no-print">
      {offered.length > 1 && (
        <PlaceField
          label={words.where}
          value={String(orgId)}
          onChoose={(chosen) => go(pathOf(Number(chosen), month))}
          places={offered}
        />
      )}
      <MonthField value={month} onType={(typed) => typed && go(pathOf(orgId, typed))} />
    </div>
  )
}
