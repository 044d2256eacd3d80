import { addDays } from '../server/core/clock/days.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { homeBranch, linxi } from './places.ts'
import type { ActivityRecord, HonourRecord } from './record-plan.ts'
import { committeeRecorder } from './village-records.ts'
import { committee } from './village-year.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

/** The key of somebody of the reference design. */
export function named(people: People, name: string): string {
  const person = [...people.values()].find((one) => one.name === name)
  if (!person) throw new Error(`nobody is called ${name}`)
  return person.key
}

const plain = { segments: [], outputs: [], everyone: false, appeal: 1, exceptions: [] }
const settled = { approved: null, mistake: null, takenBack: null }

/** The last weeks of 石桥: a service written down twice and taken back, one that waits for approval, an honour. */
export function recentRecords(people: People, today: string): (ActivityRecord | HonourRecord)[] {
  const cleaning = cleaningOf(people, addDays(today, -44))
  const again: ActivityRecord = {
    ...cleaning,
    key: `${cleaning.key} again`,
    recordedAt: at(addDays(cleaning.day, 2), '20:15'),
    takenBack: { at: at(addDays(cleaning.day, 6), '20:05'), reason: '同一次清理河道记了两遍' },
  }
  return [
    cleaning,
    again,
    contributionOf(people, cleaning, addDays(today, -5)),
    honourOf(people, addDays(today, -52)),
  ]
}

function cleaningOf(people: People, day: string): ActivityRecord {
  return {
    type: 'activity',
    key: `cleaning ${day}`,
    org: home,
    kind: 'sanitation',
    title: '清理河道',
    day,
    startsAt: '06:30',
    endsAt: '08:30',
    place: '石桥河道',
    called: ['吴秋生', '杨彩珍', '王阿根'].map((name) => named(people, name)),
    recorder: secretary,
    recordedAt: at(day, '19:40'),
    ...plain,
    ...settled,
  }
}

/** Nobody has approved it yet. */
function contributionOf(people: People, like: ActivityRecord, day: string): ActivityRecord {
  return {
    ...like,
    key: `clean-up ${day}`,
    org: committee,
    kind: 'major-clean-up',
    title: '清理多年堆场',
    day,
    place: '渠头自然村',
    outputs: [{ unit: '吨', amount: 12_00 }],
    called: [named(people, '郑海波')],
    recorder: committeeRecorder,
    recordedAt: at(day, '20:30'),
  }
}

function honourOf(people: People, day: string): HonourRecord {
  return {
    type: 'honour',
    key: 'honour of the season',
    person: named(people, '林秀兰'),
    title: '镇优秀共产党员',
    level: 'town',
    issuer: '中共青禾镇委员会',
    certificateNo: `青党〔${day.slice(0, 4)}〕58-2`,
    awardedOn: day,
    recorder: committeeRecorder,
    recordedAt: at(addDays(day, 1), '09:30'),
  }
}
