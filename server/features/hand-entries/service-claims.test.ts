import { beforeAll, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as booklets from '../../../contract/booklets.ts'
import * as contract from '../../../contract/hand-entries.ts'
import { buildRegister, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

// A branch under the scheme of document 001, which counts a mediation by the activity that it is.
const test = useTestApp('2026-11-20T09:00:00+08:00')
let tree: Tree
let memberId: string
let member: Person
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  await buildScheme(test, tree.committee)
  ;[memberId] = (await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])) as [string]
  member = await test.person('member', tree.branch, { name: '林秀兰', memberId })
  secretary = await test.person('branch-secretary', tree.branch)
})

const claim = (day: string) => ({
  memberId,
  matter: 'mediation',
  quantity: 100,
  day,
  reason: '劝和了两家的墙',
})
const propose = (day: string) => member.ask(contract.proposeHandEntry, { body: claim(day) })
const decide = (handEntryId: string) =>
  secretary.ask(contract.decideHandEntry, { params: { handEntryId }, body: { approve: true, note: null } })

it('[001-05] a member says to have mediated, the branch agrees, and the rule for mediations counts it', async () => {
  const terms = await member.ask(contract.getHandEntryTerms, { query: { memberId } })
  expect(terms.body.matters.find((one) => one.code === 'mediation')?.rule).toBe('邻里纠纷调解')
  const { reason: _, ...query } = claim('2026-11-10')
  const seen = await member.ask(contract.previewHandEntry, { query })
  expect(seen.body).toMatchObject({ points: 300, steps: 1 })
  const { body } = await propose('2026-11-10')
  expect((await decide(body.handEntryId)).status).toBe(200)
  const [fact] = await storedFacts(test, body.handEntryId)
  expect(fact).toMatchObject({ kind: 'attendance', attrs: { activity: 'mediation', category: 'service' } })
  const book = await member.ask(booklets.getBooklet, { params: { memberId }, query: { year: 2026 } })
  const entries = book.body.months.flatMap((month) => month.entries)
  expect(entries.map((entry) => [entry.day, entry.ruleName, entry.points])).toEqual([
    ['2026-11-10', '邻里纠纷调解', 300],
  ])
})

it('is not counted twice: neither after the branch has recorded it, nor while the claim was waiting', async () => {
  const record = (day: string) => {
    const invited = { whom: 'named' as const, memberIds: [memberId] }
    const body = { orgId: tree.branch, kind: 'mediation' as const, title: '调解', day, invited }
    return secretary.ask(activities.recordActivity, { body })
  }
  expect((await record('2026-11-12')).status).toBe(200)
  expect((await propose('2026-11-12')).error).toMatchObject({ code: 'conflict.duplicate', field: 'body.day' })
  const { body } = await propose('2026-11-13')
  expect((await record('2026-11-13')).status).toBe(200)
  expect((await decide(body.handEntryId)).error.code).toBe('conflict.duplicate')
  expect(await storedFacts(test, body.handEntryId)).toEqual([])
})
