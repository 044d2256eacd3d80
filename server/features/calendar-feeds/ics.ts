import ICAL from 'ical.js'

/** One meeting, or with `rule` a row of them. Days `YYYY-MM-DD`, hours `HH:MM` in Asia/Shanghai; none: the whole day. */
export type CalendarEvent = {
  uid: string
  /** Grows with every change, so that a calendar takes the newer. */
  sequence: number
  day: string
  startsAt: string | null
  endsAt: string | null
  title: string
  place: string | null
  note: string | null
  cancelled: boolean
  /** An RRULE without its end, the last day that it names, and the days that are left out. */
  rule?: { rrule: string; until: string; without: readonly string[] }
  /** This event stands for that day of the rule with the same uid. */
  instead?: { day: string; startsAt: string | null }
}

const zone = 'Asia/Shanghai'
/** Without an end a meeting is taken for this long, as calendars show nothing of no length. */
const usualMinutes = 60

/** RFC 5545: the times of events are those of Shanghai, which has had one offset since 1992. */
function timezone(): ICAL.Component {
  const component = new ICAL.Component('vtimezone')
  component.addPropertyWithValue('tzid', zone)
  const standard = new ICAL.Component('standard')
  standard.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString('1992-01-01T00:00:00'))
  standard.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(8 * 3600))
  standard.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(8 * 3600))
  standard.addPropertyWithValue('tzname', 'CST')
  component.addSubcomponent(standard)
  return component
}

function addTime(component: ICAL.Component, name: string, day: string, hour: string | null): void {
  const property = new ICAL.Property(name)
  if (hour === null) property.setValue(ICAL.Time.fromDateString(day))
  else {
    property.setValue(ICAL.Time.fromDateTimeString(`${day}T${hour}:00`))
    property.setParameter('tzid', zone)
  }
  component.addProperty(property)
}

/** Where a meeting ends; one that goes on past midnight ends there. */
function endOf(startsAt: string, endsAt: string | null): string {
  if (endsAt && endsAt > startsAt) return endsAt
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number)
  const minutes = Math.min(hour * 60 + minute + usualMinutes, 23 * 60 + 59)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The last moment of a rule: of whole days a day, else an instant of UTC, as RFC 5545 asks for. */
function ruleOf({ rrule, until }: { rrule: string; until: string }, startsAt: string | null): string {
  const last = until.replaceAll('-', '')
  return `${rrule};UNTIL=${startsAt === null ? last : `${last}T155959Z`}`
}

function eventOf(event: CalendarEvent, stamp: Date): ICAL.Component {
  const { day, startsAt, endsAt, rule, instead } = event
  const component = new ICAL.Component('vevent')
  component.addPropertyWithValue('uid', event.uid)
  component.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(stamp, true))
  component.addPropertyWithValue('sequence', event.sequence)
  addTime(component, 'dtstart', day, startsAt)
  if (startsAt !== null) addTime(component, 'dtend', day, endOf(startsAt, endsAt))
  if (rule) {
    component.addPropertyWithValue('rrule', ICAL.Recur.fromString(ruleOf(rule, startsAt)))
    for (const one of rule.without) addTime(component, 'exdate', one, startsAt)
  }
  if (instead) addTime(component, 'recurrence-id', instead.day, instead.startsAt)
  component.addPropertyWithValue('summary', event.title)
  if (event.place) component.addPropertyWithValue('location', event.place)
  if (event.note) component.addPropertyWithValue('description', event.note)
  component.addPropertyWithValue('status', event.cancelled ? 'CANCELLED' : 'CONFIRMED')
  component.addPropertyWithValue('transp', event.cancelled || startsAt === null ? 'TRANSPARENT' : 'OPAQUE')
  return component
}

/** A whole calendar as text/calendar. `stamp`: when it was written. */
export function renderCalendar(name: string, events: readonly CalendarEvent[], stamp: Date): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('prodid', '-//zhibutong//calendar 1//ZH')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('x-wr-calname', name)
  calendar.addPropertyWithValue('x-wr-timezone', zone)
  // How often a calendar program should look: by RFC 7986, and by the older word that some still read.
  const refresh = new ICAL.Property('refresh-interval')
  refresh.setParameter('value', 'DURATION')
  refresh.setValue('PT2H')
  calendar.addProperty(refresh)
  calendar.addPropertyWithValue('x-published-ttl', 'PT2H')
  calendar.addSubcomponent(timezone())
  for (const event of events) calendar.addSubcomponent(eventOf(event, stamp))
  return `${calendar.toString()}\r\n`
}
