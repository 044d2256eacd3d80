import { listMyActivities } from '../../contract/activities.ts'
import { getBalance, getBooklet } from '../../contract/booklets.ts'
import { getDue } from '../../contract/due.ts'
import { askLeave } from '../../contract/leaves.ts'
import { getSession } from '../../contract/session.ts'
import type { Person } from './person.ts'

/** The first page of a phone: who I am, what is due, where I am called to. */
export async function openPhone(person: Person): Promise<void> {
  const { account } = await person.ask('session', getSession)
  person.expect('session', account.id === person.account.accountId, 'somebody else’s session')
  await person.ask('due', getDue)
  await person.think()
  await person.ask('own activities', listMyActivities, { query: { limit: 20 } })
}

/** The own booklet, and what it came to at the end of a month. */
export async function readBooklet(person: Person): Promise<void> {
  const memberId = ownId(person)
  const year = Number(person.run.today.slice(0, 4))
  await person.ask('booklet', getBooklet, { params: { memberId } })
  await person.think()
  await person.ask('booklet', getBooklet, { params: { memberId }, query: { year: year - 1 } })
  await person.think()
  await person.ask('balance', getBalance, { params: { memberId }, query: { on: `${year - 1}-12-31` } })
}

/** Called to a meeting that cannot be attended: leave is asked for, once. */
export async function askForLeave(person: Person): Promise<void> {
  const meeting = person.run.meetings.get(person.account.orgId)
  const memberId = ownId(person)
  if (!meeting?.left.delete(memberId)) return openPhone(person)
  meeting.asking += 1
  try {
    const { rows } = await person.ask('own activities', listMyActivities, {
      query: { limit: 200, from: person.run.today },
    })
    person.expect(
      'own activities',
      rows.some(({ activityId }) => activityId === meeting.activityId),
      'a meeting is not in the list',
    )
    const { leaveId } = await person.ask('leave', askLeave, {
      params: { activityId: meeting.activityId },
      body: { reason: 'family' },
    })
    person.run.written.push({ table: 'leaves', id: leaveId })
  } finally {
    meeting.asking -= 1
  }
}

function ownId({ account }: Person): string {
  if (account.memberId === null) throw new Error('this account is no member’s')
  return account.memberId
}
