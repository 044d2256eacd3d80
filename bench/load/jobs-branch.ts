import {
  closeActivity,
  getActivity,
  getRoll,
  listActivities,
  planActivity,
  recordActivity,
  saveRoll,
} from '../../contract/activities.ts'
import { getBoard } from '../../contract/boards.ts'
import { listCases } from '../../contract/cases.ts'
import { getDue } from '../../contract/due.ts'
import { getDutyStrip } from '../../contract/duties.ts'
import { decideHandEntry, listHandEntries } from '../../contract/hand-entries.ts'
import type { Person } from './person.ts'
import { pause } from './run.ts'

const heading = (day: string) => ({ kind: 'theme-day' as const, title: '主题党日', day })

/** 记一笔: everybody was there but one, with points and all that follows; then it is opened again. */
export async function recordMeeting(person: Person): Promise<void> {
  const { orgId } = person.account
  await person.ask('activities', listActivities, { query: { orgId, limit: 20 } })
  await person.think()
  const { activityId, present, expected } = await person.ask('record', recordActivity, {
    body: { orgId, ...heading(person.run.today), invited: { whom: 'everyone' }, minutes: '先学习，再服务。' },
  })
  person.run.written.push({ table: 'activities', id: activityId })
  person.expect('record', present === expected && present > 0, 'not everybody is present')
  const { activity, roll } = await person.ask('activity', getActivity, { params: { activityId } })
  person.expect(
    'activity',
    activity.state === 'closed' && roll.length === expected,
    'it is not as it was recorded',
  )
}

/** A meeting from its plan to its end: members may ask for leave, the roll is called and saved twice, and it is closed. */
export async function holdMeeting(person: Person): Promise<void> {
  const { account, run } = person
  const { orgId } = account
  const { activityId } = await person.ask('plan', planActivity, {
    body: { orgId, ...heading(run.today), invited: { whom: 'everyone' } },
  })
  run.written.push({ table: 'activities', id: activityId })
  const { rows } = await person.ask('roll', getRoll, { params: { activityId } })
  await waitForLeaves(
    person,
    activityId,
    rows.map(({ memberId }) => memberId),
  )
  const { version, rows: called } = await person.ask('roll', getRoll, { params: { activityId } })
  const exceptions = called
    .slice(0, 3)
    .map(({ memberId }) => ({ memberId, state: 'absent' as const, reason: 'family' as const }))
  await person.think()
  const once = await person.ask('save roll', saveRoll, {
    params: { activityId },
    body: { version, exceptions: exceptions.slice(0, 1) },
  })
  await person.think()
  const twice = await person.ask('save roll', saveRoll, {
    params: { activityId },
    body: { version: once.version, exceptions },
  })
  await person.think()
  const { present } = await person.ask('close', closeActivity, {
    params: { activityId },
    body: { version: twice.version, roll: { exceptions }, minutes: '先学习，再服务。' },
  })
  const { activity } = await person.ask('activity', getActivity, { params: { activityId } })
  person.expect(
    'activity',
    activity.state === 'closed' && activity.present === present,
    'it is not as it was closed',
  )
}

/** Until the roll is called whoever stands on it may ask; one meeting of a branch at a time is offered. */
async function waitForLeaves(person: Person, activityId: string, memberIds: string[]): Promise<void> {
  const { meetings } = person.run
  const { orgId } = person.account
  if (meetings.has(orgId)) return person.think()
  const meeting = { activityId, orgId, left: new Set(memberIds), asking: 0 }
  meetings.set(orgId, meeting)
  await person.think()
  await person.think()
  meetings.delete(orgId)
  while (meeting.asking > 0) await pause(100, () => false)
}

/** Claims that wait in the branch: one is decided, and is then decided. */
export async function decideClaim(person: Person): Promise<void> {
  const { orgId } = person.account
  const { rows } = await person.ask('claims', listHandEntries, {
    query: { orgId, state: 'proposed', limit: 50 },
  })
  const first = rows.find(({ abilities }) => abilities.decide)
  // Two of the same person would decide the same one.
  if (!first || person.account.another) return lookRound(person)
  await person.think()
  const { state } = await person.ask('decide', decideHandEntry, {
    params: { handEntryId: first.handEntryId },
    body: { approve: true },
  })
  person.expect('decide', state !== 'proposed', 'nothing was decided')
  const after = await person.ask('claims', listHandEntries, {
    query: { orgId, state: 'proposed', limit: 200 },
  })
  person.expect(
    'claims',
    after.rows.every(({ handEntryId }) => handEntryId !== first.handEntryId),
    'what was decided waits still',
  )
}

/** What is due, the year's duties, the board and what people asked for. */
export async function lookRound(person: Person): Promise<void> {
  const { orgId } = person.account
  await person.ask('due', getDue)
  await person.think()
  await person.ask('duties', getDutyStrip, { params: { orgId } })
  await person.think()
  await person.ask('board', getBoard, { params: { orgId } })
  await person.think()
  await person.ask('cases', listCases, { query: { limit: 50 } })
}
