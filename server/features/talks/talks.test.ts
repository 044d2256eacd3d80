import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import * as duties from '../../../contract/duties.ts'
import * as contract from '../../../contract/talks.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import { newId } from '../../core/ids.ts'
import { storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { countStatements } from '../../test/boards.ts'
import { cellsOf, declare } from '../../test/duties.ts'
import { buildTalkTest, pairsOf, tryToRecord } from '../../test/pair-talks.ts'
import { settleTalks } from './commands.ts'

const test = useTestApp()
let at: Awaited<ReturnType<typeof buildTalkTest>>

beforeEach(async () => {
  at = await buildTalkTest(test)
})

const idOf = (index: number) => at.ids[index] ?? ''
const record = (one: number, other: number, more = {}, who: Pick<Person, 'ask'> = at.secretary) =>
  tryToRecord(who, at.tree.branch, { oneId: idOf(one), otherId: idOf(other), ...more })
const ofType = async (pair: string, who = at.secretary) =>
  (await pairsOf(who, at.tree.branch)).pairs.find((one) => one.pair === pair)

it('counts by pair type who owes one and who has had it, and says who has not', async () => {
  expect(await ofType('secretary-committee')).toMatchObject({
    owed: 2,
    held: 0,
    missing: [{ names: '沈国良、林秀兰' }, { names: '沈国良、周水根' }],
  })
  expect((await record(0, 1)).body.pair).toBe('secretary-committee')
  expect((await record(1, 2)).body.pair).toBe('committee-committee')
  expect((await record(2, 3)).body.pair).toBe('committee-member')
  expect((await record(4, 3)).body.pair).toBe('member-member')
  const { pairs, rows } = await pairsOf(at.secretary, at.tree.branch)
  expect(pairs.map(({ owed, held }) => [owed, held])).toEqual([
    [2, 1],
    [1, 1],
    [3, 1],
    [3, 2],
  ])
  expect(rows.map((row) => row.pairLabel)).toHaveLength(4)
})

it('meets the duty of the year when nobody is left, no sooner, and no more when one is taken back', async () => {
  const officer = await test.person('township-officer', at.tree.township)
  await declare(officer, at.tree.township, 'talks-secretary-committee')
  const code = 'talks-secretary-committee'
  const duty = async () => (await cellsOf(at.secretary, at.tree.branch, code))[0]
  await record(0, 1)
  expect(await duty()).toMatchObject({ state: 'due' })
  const { body } = await record(2, 0, { day: '2026-11-19' })
  const page = `/pair-talks?org=${at.tree.branch}&year=2026`
  expect(await duty()).toMatchObject({ state: 'held', metOn: '2026-11-19', recordAt: page, activityId: null })
  const end = { params: { talkId: body.talkId }, body: { reason: '记错了人' } }
  expect((await at.secretary.ask(contract.takeBackPairTalk, end)).status).toBe(200)
  expect(await duty()).toMatchObject({ state: 'due' })
  const asked = { params: { orgId: at.tree.branch }, query: { code } }
  const records = (await officer.ask(duties.getDutyRecords, asked)).body
  expect(records.doAt).toBe(page)
  expect(records.rows[0]?.pairs).toMatchObject({ owed: 2, held: 1, missing: [{ names: '沈国良、周水根' }] })
})

it('follows the register by the clock: who joins owes one more, who leaves owes none', async () => {
  const officer = await test.person('township-officer', at.tree.township)
  await declare(officer, at.tree.township, 'talks-committee-committee')
  const duty = async () =>
    (await cellsOf(at.secretary, at.tree.branch, 'talks-committee-committee')).at(0)?.state
  await record(1, 2)
  expect(await duty()).toBe('held')
  const setPost = (post: string | null) =>
    test.system(async (ctx) => {
      await ctx.db
        .updateTable('members')
        .set({ party_post: post })
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', idOf(3))
        .execute()
    })
  await setPost('纪检委员')
  await test.system(settleTalks)
  expect(await duty()).toBe('due')
  await setPost(null)
  await test.system(settleTalks)
  expect(await duty()).toBe('held')
  expect(await test.system(settleTalks)).toBe(0)
})

it('is a fact without a name, and a log without one', async () => {
  const { body } = await record(0, 1, { words: '谈了家里的事' })
  const [fact] = await storedFacts(test, body.talkId)
  expect(fact).toMatchObject({ kind: 'talk', member_id: null, attrs: { pair: 'secretary-committee' } })
  const rows = await test.system(async (ctx) => {
    const found = await sql<{ text: string }>`
      select to_jsonb(a)::text as text from audit_log a where a.county_id = ${ctx.county}`.execute(ctx.db)
    return found.rows
  })
  const logged = rows.filter((row) => row.text.includes('pair-talk'))
  expect(logged.length).toBeGreaterThan(0)
  expect(logged.some((row) => row.text.includes(idOf(1)))).toBe(false)
})

it('is read by the two and by who wrote it, and by nobody else whatever they may do', async () => {
  const secret = '老伴查出大病'
  const { body } = await record(1, 3, { words: secret })
  const own = async (who: Person) =>
    (await who.ask(contract.listOwnPairTalks)).body.rows.map((row) => row.words)
  expect(await own(at.secretary)).toEqual([secret])
  expect(await own(await at.member(1))).toEqual([secret])
  expect(await own(await at.member(3))).toEqual([secret])
  expect(await own(await at.member(4))).toEqual([])
  const deputy = await test.person('branch-secretary', at.tree.branch, { name: '另一位书记' })
  expect(await own(deputy)).toEqual([])
  expect(JSON.stringify(await pairsOf(deputy, at.tree.branch))).not.toContain(secret)
  // Underneath: not even with the whole county in scope.
  const { county } = test.county
  const seen = await inTransaction(
    test.app.runtime.app,
    { county, orgs: 'county' },
    ({ db }) => sql`select 1 from pair_talk_words where county_id = ${county}`.execute(db),
    { readOnly: true },
  )
  expect(seen.rows).toEqual([])
  const inClear = await withClient(test.database.adminUrl, async (client) => {
    const sealed = await client.query(`select 1 from pair_talk_words where talk_id = $1`, [body.talkId])
    const hex = Buffer.from(secret).toString('hex')
    const found = await client.query(
      `select 1 from pair_talk_words t where t::text like $1 or t::text like $2`,
      [`%${secret}%`, `%${hex}%`],
    )
    return [sealed.rowCount, found.rowCount]
  })
  expect(inClear).toEqual([1, 0])
})

it('is written down by one of the two, or for them by who holds talks there', async () => {
  expect((await record(3, 4, {}, await at.member(3))).status).toBe(200)
  expect((await record(3, 5, {}, await at.member(4))).status).toBe(403)
  const elsewhere = await test.person('branch-secretary', at.tree.sibling)
  const county = await test.newCounty('另一县')
  const far = await test.person('county-officer', county.rootId, { county })
  const officer = await test.person('township-officer', at.tree.township)
  const refused = [elsewhere, far, officer, { ask: test.ask }].map((who) => record(3, 5, {}, who))
  expect((await Promise.all(refused)).map((one) => one.status)).toEqual([404, 404, 403, 401])
  const params = { orgId: at.tree.branch }
  const reading = [elsewhere, far, await at.member(3), { ask: test.ask }].map((who) =>
    who.ask(contract.listPairTalks, { params, query: {} }),
  )
  expect((await Promise.all(reading)).map((one) => one.status)).toEqual([404, 404, 403, 401])
  // Above: how many and whom to ask after, never who talked when.
  const above = await pairsOf(officer, at.tree.branch)
  expect([above.rows, above.abilities.record]).toEqual([[], false])
  expect(above.pairs[3]).toMatchObject({ held: 2, missing: [{ names: '许金娣' }] })
})

it.each([
  [{ otherId: 0 }, 'body.otherId'],
  [{ day: '2026-11-21' }, 'body.day'],
  [{ day: '2024-12-31' }, 'body.day'],
])('does not take %j', async (more, field) => {
  const wish = 'otherId' in more ? { otherId: idOf(0) } : more
  expect((await record(0, 1, wish)).error.field).toBe(field)
})

it('is of two who are in the branch', async () => {
  expect((await record(0, 1, { otherId: newId() })).status).toBe(404)
})

it('is one: sent again, at once by two, and taken back once by who wrote it', async () => {
  const requestId = newId()
  const wish = { oneId: idOf(0), otherId: idOf(3) }
  const first = await tryToRecord(at.secretary, at.tree.branch, wish, requestId)
  const again = await tryToRecord(at.secretary, at.tree.branch, wish, requestId)
  expect([first.status, again.body]).toEqual([200, first.body])
  const partner = await at.member(4)
  const both = await Promise.all([record(0, 4), record(4, 0, {}, partner)])
  expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { talkId } = first.body
  const end = { params: { talkId }, body: { reason: '记错了' } }
  const back = (who: Pick<Person, 'ask'>) => who.ask(contract.takeBackPairTalk, end)
  const stranger = await test.person('branch-secretary', at.tree.sibling)
  expect((await back(stranger)).status).toBe(404)
  expect((await back(await at.member(3))).status).toBe(403)
  expect((await back({ ask: test.ask })).status).toBe(401)
  const twice = await Promise.all([back(at.secretary), back(at.secretary)])
  expect(twice.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await storedFacts(test, talkId)).map((one) => one.voided)).toEqual([true])
})

it('takes as many statements however many have talked', async () => {
  const few = await countStatements(() => record(3, 4))
  for (const day of ['2026-11-01', '2026-11-02', '2026-11-03']) await record(0, 3, { day })
  expect((await countStatements(() => record(3, 4, { day: '2026-11-04' }))).statements).toBe(few.statements)
})
