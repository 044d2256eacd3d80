import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/posts.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let secretary: Person
let village: Person
let member: Person
let other: Person
let stranger: Person
let memberIds: string[]

beforeEach(async () => {
  tree = await buildTree(test)
  memberIds = await register(test, [
    { orgId: tree.branch, gridId: tree.grid, name: '沈国良' },
    { orgId: tree.branch, gridId: tree.grid, name: '林秀兰' },
    { orgId: tree.sibling, name: '许金娣' },
  ])
  const as = (at: number, orgId: number) => ({ memberId: memberIds[at] ?? null, name: `党员${orgId}` })
  village = await test.person('committee-secretary', tree.village)
  secretary = await test.person('branch-secretary', tree.branch)
  member = await test.person('member', tree.branch, as(0, 1))
  other = await test.person('member', tree.branch, as(1, 2))
  stranger = await test.person('branch-secretary', tree.elsewhere.branch)
})

const setUp = (who: Person, orgId: number, more: object = {}, requestId = newId()) =>
  who.ask(contract.setUpPost, { params: { orgId }, body: { kind: 'mediation', ...more }, requestId })
const aPost = async (more: object = {}) => (await setUp(secretary, tree.branch, more)).body.postId
const claim = (who: Person, postId: string, more: object = {}, requestId = newId()) =>
  who.ask(contract.claimPost, {
    ...{ params: { postId }, body: { strength: '说话有人听', ...more }, requestId },
  })
const decide = (who: Person, claimId: string, more: object = {}) =>
  who.ask(contract.decideClaim, { params: { claimId }, body: { agreed: true, ...more } })
const end = (who: Person, claimId: string) =>
  who.ask(contract.endClaim, { params: { claimId }, body: { reason: '身体不好' } })
const look = async (who: Person, postId: string) =>
  (await who.ask(contract.getPost, { params: { postId } })).body
const statuses = (answers: readonly { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b)

const factsOf = (sourceId: string) =>
  test.system((ctx) =>
    ctx.db
      .selectFrom('facts')
      .select(['kind', 'day', 'attrs'])
      .where('county_id', '=', ctx.county)
      .where('source_id', '=', sourceId)
      .execute(),
  )

describe('[001-04] posts', () => {
  it('are claimed by strength, agreed on by another, and held for a term', async () => {
    const postId = await aPost()
    const requestId = newId()
    const first = await claim(member, postId, {}, requestId)
    expect(first.status).toBe(200)
    expect((await claim(member, postId, {}, requestId)).body).toEqual(first.body)
    expect((await claim(member, postId)).error.code).toBe('conflict.duplicate')
    const { claimId } = first.body
    expect(await look(secretary, postId)).toMatchObject({
      kindLabel: '邻里调解岗',
      vacant: 1,
      waiting: 1,
      claims: [{ name: '沈国良', strength: '说话有人听', state: 'asked', abilities: { decide: true } }],
    })
    expect((await decide(member, claimId)).error.code).toBe('access.denied')
    expect((await decide(stranger, claimId)).error.code).toBe('not-found')
    const twice = await Promise.all([decide(secretary, claimId), decide(secretary, claimId)])
    expect(statuses(twice)).toEqual([200, 409])
    expect(await look(secretary, postId)).toMatchObject({ held: 1, vacant: 0, waiting: 0 })
    expect(await factsOf(claimId)).toMatchObject([
      { kind: 'post-held', day: '2026-11-17', attrs: { post: 'mediation', who: { stage: 'full' } } },
    ])
    expect((await end(member, claimId)).body.state).toBe('quit')
    expect((await end(member, claimId)).error.code).toBe('state.wrong')
    const { claims } = await look(secretary, postId)
    expect(claims).toMatchObject([{ state: 'quit', validFrom: '2026-11-17', validTo: '2026-11-17' }])
  })

  it('are agreed on by nobody for themselves or kin, whatever they may do', async () => {
    const own = await test.person('branch-secretary', tree.branch, { memberId: memberIds[0] ?? null })
    const postId = await aPost()
    const { claimId } = (await claim(own, postId)).body
    const refused = await decide(own, claimId)
    expect(refused.error).toMatchObject({ code: 'access.denied' })
    expect(refused.error.message).toContain('本人')
    expect((await decide(secretary, claimId)).body.state).toBe('held')
  })

  it('give the last seat once, and to another only in the place of who had it', async () => {
    const postId = await aPost()
    const claims = await Promise.all([claim(member, postId), claim(other, postId)])
    const [one = '', two = ''] = claims.map(({ body }) => body.claimId)
    const both = await Promise.all([decide(secretary, one), decide(secretary, two)])
    expect(statuses(both)).toEqual([200, 409])
    const [held, waits] = both[0]?.status === 200 ? [one, two] : [two, one]
    const late = { replaces: held, validFrom: '2026-11-17' }
    expect((await decide(secretary, waits, late)).error.field).toBe('body.validFrom')
    const next = await decide(secretary, waits, { replaces: held, validFrom: '2026-12-01' })
    expect(next.body.state).toBe('held')
    const { claims: history } = await look(secretary, postId)
    expect(history.find((row) => row.claimId === held)).toMatchObject({
      state: 'replaced',
      validTo: '2026-11-30',
    })
    expect((await decide(secretary, waits, { replaces: newId() })).error.field).toBe('body.replaces')
  })

  it('are written down for who has no phone, and several may be held by one', async () => {
    const posts = [await aPost(), await aPost({ kind: 'care' })]
    for (const postId of posts) {
      const { body } = await claim(secretary, postId, { memberId: memberIds[1] })
      expect((await decide(village, body.claimId, { validTo: '2027-11-16' })).status).toBe(200)
    }
    expect((await claim(secretary, posts[0] ?? '')).error.field).toBe('body.memberId')
    expect((await claim(member, posts[0] ?? '', { memberId: memberIds[1] })).error.code).toBe('access.denied')
    const { body } = await secretary.ask(contract.listPosts, {})
    expect(body).toMatchObject({ count: 2, vacancies: 0, waiting: 0 })
    expect(body.rows.map((row) => row.claims[0]?.name)).toEqual(['林秀兰', '林秀兰'])
    const vacant = await secretary.ask(contract.listPosts, { query: { vacant: 'true' } })
    expect(vacant.body.count).toBe(0)
    test.clock.now = new Date('2027-11-20T09:00:00+08:00')
    const later = await test.person('branch-secretary', tree.branch)
    const after = (await later.ask(contract.listPosts, { query: { vacant: 'true' } })).body
    test.clock.now = new Date('2026-11-17T09:00:00+08:00')
    // A term that has run out leaves the seat empty without anybody saying so.
    expect(after).toMatchObject({ count: 2, vacancies: 2 })
  })

  it('of a grid are offered to who lives in it, from a branch beside it', async () => {
    const { postId } = (await setUp(village, tree.grid, { kind: 'patrol', seats: 2 })).body
    const seen = (await member.ask(contract.listPosts, {})).body
    expect(seen.rows).toMatchObject([{ postId, orgName: '第一网格', vacant: 2, abilities: { claim: true } }])
    const elsewhere = await test.person('member', tree.sibling, { memberId: memberIds[2] ?? null })
    expect((await elsewhere.ask(contract.listPosts, {})).body.count).toBe(0)
    expect((await claim(elsewhere, postId)).error.code).toBe('not-found')
    const { claimId } = (await claim(member, postId)).body
    expect((await decide(village, claimId)).status).toBe(200)
    // Who only belongs there sees that a seat is taken, and not by whom.
    expect((await other.ask(contract.getPost, { params: { postId } })).body).toMatchObject({
      held: 1,
      claims: [{ name: null, memberId: null, strength: '', state: 'held' }],
    })
    expect((await member.ask(contract.getPost, { params: { postId } })).body.claims[0]?.name).toBe('沈国良')
  })

  it('come from a catalogue that a county adds to, once a name, for itself and below', async () => {
    const add = (who: Person, orgId: number, label: string, requestId = newId()) =>
      who.ask(contract.addPostKind, { params: { orgId }, body: { label, duty: '守好果园' }, requestId })
    const requestId = newId()
    const { kind } = (await add(village, tree.village, '果园看护岗', requestId)).body
    expect((await add(village, tree.village, '果园看护岗', requestId)).body.kind).toBe(kind)
    expect((await add(village, tree.village, '果园看护岗')).error.code).toBe('conflict.duplicate')
    expect((await add(village, tree.village, '邻里调解岗')).error.field).toBe('body.label')
    expect((await add(member, tree.branch, '别的岗')).error.code).toBe('access.denied')
    expect((await add(stranger, tree.village, '别的岗')).error.code).toBe('not-found')
    const kinds = (who: Person, orgId = tree.branch) => who.ask(contract.listPostKinds, { params: { orgId } })
    expect((await kinds(secretary)).body.rows.at(-1)).toMatchObject({ kind, label: '果园看护岗' })
    expect((await kinds(member)).error.code).toBe('access.denied')
    expect((await kinds(stranger)).error.code).toBe('not-found')
    expect((await setUp(secretary, tree.branch, { kind })).status).toBe(200)
    const { postId } = (await secretary.ask(contract.listPosts, {})).body.rows[0] ?? { postId: '' }
    const { claimId } = (await claim(member, postId)).body
    await decide(secretary, claimId)
    expect(await factsOf(claimId)).toMatchObject([{ attrs: { post: 'own' } }])
    expect((await setUp(stranger, tree.elsewhere.branch, { kind })).error.field).toBe('body.kind')
  })

  it('are set up and closed by who keeps them; closing ends what was held and what was asked', async () => {
    const requestId = newId()
    const made = await setUp(secretary, tree.branch, {}, requestId)
    expect((await setUp(secretary, tree.branch, {}, requestId)).body).toEqual(made.body)
    expect((await setUp(secretary, tree.branch)).error.code).toBe('conflict.duplicate')
    expect((await setUp(member, tree.branch)).error.code).toBe('access.denied')
    expect((await setUp(stranger, tree.branch)).error.code).toBe('not-found')
    const { postId } = made.body
    const { claimId } = (await claim(member, postId)).body
    await decide(secretary, claimId)
    const waits = (await claim(other, postId)).body.claimId
    const close = (who: Person) =>
      who.ask(contract.closePost, { params: { postId }, body: { reason: '不需要了' } })
    expect((await close(member)).error.code).toBe('access.denied')
    expect((await close(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([close(secretary), close(secretary)]))).toEqual([200, 409])
    const closed = await look(secretary, postId)
    expect(closed.claims.map(({ state }) => state)).toEqual(['closed', 'closed'])
    expect((await decide(secretary, waits)).error.code).toBe('state.wrong')
    expect((await claim(other, postId)).error.code).toBe('state.wrong')
    expect((await end(other, waits)).error.code).toBe('state.wrong')
  })

  it('keep out who is not signed in, another county and who only runs the system', async () => {
    const postId = await aPost()
    const county = await test.newCounty('别县')
    const far = await test.person('county-officer', county.rootId, { county })
    const admin = await test.person('county-admin', test.county.rootId)
    expect((await test.ask(contract.listPosts)).status).toBe(401)
    expect((await test.ask(contract.getPost, { params: { postId } })).status).toBe(401)
    expect((await admin.ask(contract.listPosts)).error.code).toBe('access.denied')
    expect((await far.ask(contract.listPosts)).body.count).toBe(0)
    expect((await far.ask(contract.getPost, { params: { postId } })).error.code).toBe('not-found')
    expect((await stranger.ask(contract.getPost, { params: { postId } })).error.code).toBe('not-found')
    const at = { query: { orgId: tree.branch } }
    expect((await stranger.ask(contract.listPosts, at)).error.code).toBe('not-found')
    expect((await secretary.ask(contract.listPosts, at)).body.count).toBe(1)
    const { claimId } = (await claim(member, postId)).body
    expect((await end(other, claimId)).error.code).toBe('access.denied')
    expect((await end(stranger, claimId)).error.code).toBe('not-found')
    expect((await end(member, claimId)).body.state).toBe('withdrawn')
  })
})

describe('[000-27] [002-21] 先锋岗, 示范岗, 责任区', () => {
  const give = (who: Person, more: object = {}, requestId = newId()) =>
    who.ask(contract.givePostTag, {
      params: { orgId: tree.branch },
      body: {
        ...{ memberId: memberIds[0] ?? '', kind: 'pioneer', title: '服务大厅一号窗口' },
        ...{ validFrom: '2026-11-01', validTo: '2026-12-31', ...more },
      },
      requestId,
    })
  const list = async (who: Person) => (await who.ask(contract.listPostTags, {})).body

  it('are given to a member for a term by somebody else, and go with it', async () => {
    const requestId = newId()
    const first = await give(secretary, {}, requestId)
    expect((await give(secretary, {}, requestId)).body).toEqual(first.body)
    expect((await give(secretary)).error.code).toBe('conflict.duplicate')
    expect((await give(secretary, { validTo: '2026-10-01' })).error.field).toBe('body.validTo')
    expect((await give(member)).error.code).toBe('access.denied')
    expect((await give(stranger)).error.code).toBe('not-found')
    const own = await test.person('branch-secretary', tree.branch, { memberId: memberIds[0] ?? null })
    expect((await give(own, { title: '自己的' })).error.code).toBe('access.denied')
    expect(await list(secretary)).toMatchObject({
      count: 1,
      rows: [{ name: '沈国良', kindLabel: '党员先锋岗', title: '服务大厅一号窗口', inForce: true }],
    })
    test.clock.now = new Date('2027-01-01T09:00:00+08:00')
    const later = await test.person('branch-secretary', tree.branch)
    expect((await list(later)).rows).toMatchObject([{ inForce: false, abilities: { end: false } }])
    expect((await give(later, { validFrom: '2027-01-01', validTo: '2027-06-30' })).status).toBe(200)
    test.clock.now = new Date('2026-11-17T09:00:00+08:00')
    expect((await list(stranger)).count).toBe(0)
  })

  it('are taken down once, with a reason', async () => {
    const { tagId } = (await give(secretary, { kind: 'demonstration' })).body
    const take = (who: Person) =>
      who.ask(contract.endPostTag, { params: { tagId }, body: { reason: '换岗了' } })
    expect((await take(member)).error.code).toBe('access.denied')
    expect((await take(stranger)).error.code).toBe('not-found')
    expect(statuses(await Promise.all([take(secretary), take(secretary)]))).toEqual([200, 409])
    expect((await list(secretary)).rows).toMatchObject([{ inForce: false, endReason: '换岗了' }])
  })
})
