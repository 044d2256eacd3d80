import { getBoard } from '../../contract/boards.ts'
import { getTotals } from '../../contract/booklets.ts'
import { getBulletin } from '../../contract/bulletins.ts'
import { countCases, getCase, listCases, recordCase } from '../../contract/cases.ts'
import { getDue } from '../../contract/due.ts'
import { getDutyMatrix } from '../../contract/duties.ts'
import { listMembers } from '../../contract/members.ts'
import { getMonthlyReport } from '../../contract/monthly-reports.ts'
import { readHolding } from '../../contract/rounds.ts'
import { submitVisits } from '../../contract/visits.ts'
import { newId } from '../../server/core/ids.ts'
import { drawThink, thinkMs } from './mix.ts'
import type { Person } from './person.ts'
import { pause } from './run.ts'

/** A grid worker: what changed, some doors, some of them with a demand, and what changed again. */
export async function goRound(person: Person): Promise<void> {
  await sync(person)
  await person.think()
  const { householdIds } = person.account
  const first = Math.floor(Math.random() * householdIds.length)
  const wanted = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, (_, nth) => ({
    visitId: newId(),
    householdId: householdIds[(first + nth) % householdIds.length] as string,
    visitedOn: person.run.today,
    quartet: { door: true, met: true, card: true, talk: true },
    note: '家里都好，老人在家',
    demand: Math.random() < 0.2 ? aDemand() : null,
  }))
  const { results } = await person.ask('visits', submitVisits, { body: { visits: wanted } })
  for (const one of results) {
    if (one.is === 'refused') person.fail('visits', `a visit was refused: ${one.code}`)
    person.run.written.push({ table: 'visits', id: one.visitId })
    if (one.caseId) person.run.written.push({ table: 'cases', id: one.caseId })
  }
  const rows = await sync(person)
  const here = new Set(rows.filter(({ last }) => last?.on === person.run.today).map(({ id }) => id))
  person.expect(
    'sync',
    wanted.every(({ householdId }) => here.has(householdId)),
    'a visit did not come back',
  )
}

const aDemand = () => ({
  caseId: newId(),
  sort: 'help' as const,
  urgency: 'normal' as const,
  text: '屋后的沟堵了，下雨要倒灌',
})

async function sync(person: Person) {
  const { cursor } = person
  const found = cursor
    ? await person.ask('sync', readHolding, { query: { cursor } })
    : await person.ask('first sync', readHolding)
  person.cursor = found.cursor
  return found.rows
}

/** What people asked for: the list, the counts, one of them. */
export async function readCases(person: Person): Promise<void> {
  const { rows } = await person.ask('cases', listCases, { query: { limit: 50 } })
  await person.ask('case counts', countCases)
  await person.think()
  const [first] = rows
  if (first) await person.ask('case', getCase, { params: { caseId: first.caseId } })
}

/** Somebody came to the office: it is written down, and opened again. */
export async function writeCase(person: Person): Promise<void> {
  const { orgId } = person.account
  const { caseId, no } = await person.ask('record case', recordCase, {
    params: { orgId },
    body: { kind: 'request', sort: 'help', channel: 'visit', body: '村口的路灯不亮，晚上走路怕摔。' },
  })
  person.run.written.push({ table: 'cases', id: caseId })
  const found = await person.ask('case', getCase, { params: { caseId } })
  person.expect('case', found.no === no, 'another case was opened')
  await pause(drawThink(thinkMs), () => person.over)
}

/** An office above branches: how things stand. */
export async function readPlace(person: Person): Promise<void> {
  const { orgId } = person.account
  await person.ask('due', getDue)
  await person.think()
  await person.ask('matrix', getDutyMatrix, { params: { orgId }, query: { limit: 60 } })
  await person.think()
  await person.ask('totals', getTotals, { params: { orgId }, query: {} })
  await person.think()
  await person.ask('members', listMembers, { query: { orgId, limit: 50, search: '王' } })
  await person.think()
  await person.ask('board above', getBoard, { params: { orgId } })
}

/** The county's reports. */
export async function readReports(person: Person): Promise<void> {
  const { orgId } = person.account
  await person.ask('monthly report', getMonthlyReport, { params: { orgId } })
  await person.think()
  await person.ask('bulletin', getBulletin, { params: { orgId }, query: { period: 'week' } })
  await person.think()
  await person.ask('matrix', getDutyMatrix, { params: { orgId }, query: { limit: 60 } })
  await person.think()
  await readCases(person)
}
