import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { changeOrganisation, getOrganisation, mergeOrganisation } from '../../../contract/organisations.ts'
import { listenToStatements, statementListener } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byText, refusal, register, runAs } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'
import { moveMembers } from './merge-commands.ts'

const test = useTestApp()
let tree: Tree
let admin: Person
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  admin = await test.person('county-admin', test.county.rootId)
  secretary = await test.person('branch-secretary', tree.branch)
})

function newBranch(name: string): Promise<number> {
  return buildOrg(test, { kind: 'branch', parentId: tree.committee, name })
}

function merge(orgId: number, intoId: number, who = admin, requestId = newId()) {
  return who.ask(mergeOrganisation, {
    requestId,
    params: { orgId },
    body: { intoId, happenedOn: '2026-11-18', reason: '镇党委批复' },
  })
}

async function countIn(orgId: number, stage?: 'exited'): Promise<number> {
  const officer = await test.person('county-officer', test.county.rootId)
  const { body } = await officer.ask(contract.listMembers, { query: { orgId, ...(stage && { stage }) } })
  return body.count
}

describe('a branch that is merged', () => {
  it('takes its living members along, each with a dated line, and keeps those who had left', async () => {
    const old = await newBranch('旧支部')
    const oldSecretary = await test.person('branch-secretary', old)
    const [stays, goes] = (await register(test, [
      { orgId: old, name: '离开者' },
      { orgId: old, name: '随行者', gridId: tree.grid },
    ])) as [string, string]
    await oldSecretary.ask(life.exitMember, {
      params: { memberId: stays },
      body: { kind: 'died', happenedOn: '2026-10-01', reason: '病故' },
    })
    for (const kind of ['party', 'service'] as const)
      await oldSecretary.ask(life.addPost, {
        params: { memberId: goes },
        body: { kind, title: kind === 'party' ? '书记' : '调解岗', validFrom: '2026-01-01' },
      })
    const before = await countIn(tree.branch)
    const answer = await merge(old, tree.branch)
    expect(answer.body).toEqual({ orgId: old, intoId: tree.branch, membersMoved: 1 })
    expect(await countIn(tree.branch)).toBe(before + 1)
    expect(await countIn(old)).toBe(0)
    expect(await countIn(old, 'exited')).toBe(1)

    const { body } = await secretary.ask(contract.getMember, { params: { memberId: goes } })
    expect(body).toMatchObject({ orgId: tree.branch, gridId: tree.grid, groupId: null, version: 4 })
    // The whole list came along, also what the old branch had recorded.
    expect(body.events.map((event) => [event.kind, event.from, event.to])).toEqual([
      ['entered', null, 'full'],
      ['branch', '旧支部', '石桥支部'],
      ['post', null, '调解岗'],
      ['post', null, '书记'],
    ])
    expect(body.posts.map((post) => [post.title, post.validTo]).toSorted(byText)).toEqual([
      ['书记', '2026-11-18'],
      ['调解岗', null],
    ])
    const { body: gone } = await admin.ask(getOrganisation, { params: { orgId: old } })
    expect(gone.organisation).toMatchObject({ dissolvedOn: '2026-11-18', mergedInto: tree.branch })
  })

  it('moves hundreds with as many statements as one', async () => {
    const count = async (people: number) => {
      const from = await newBranch(`${people} 人支部`)
      const into = await newBranch(`收 ${people} 人的支部`)
      await register(
        test,
        Array.from({ length: people }, (_, i) => ({ orgId: from, name: `党员${i}` })),
      )
      let statements = 0
      const before = statementListener
      listenToStatements((text) => {
        statements += 1
        before?.(text)
      })
      const answer = await merge(from, into)
      listenToStatements(before)
      expect(answer.body.membersMoved).toBe(people)
      return statements
    }
    const one = await count(1)
    expect(await count(300)).toBe(one)
  })

  it('waits for who is entered at the same moment: nobody is left in a branch that is gone', async () => {
    const old = await newBranch('并发支部')
    const into = await newBranch('并入支部')
    const officer = await test.person('township-officer', tree.township)
    const enter = (name: string) =>
      officer.ask(contract.createMember, {
        body: { orgId: old, name, stage: 'full', happenedOn: '2026-11-18', reason: '登记' },
      })
    const [merged, ...entered] = await Promise.all([merge(old, into), enter('甲'), enter('乙'), enter('丙')])
    expect(merged.status).toBe(200)
    expect(entered.every((one) => one.status === 200 || one.error.code === 'state.wrong')).toBe(true)
    expect(await countIn(old)).toBe(0)
    expect(await countIn(into)).toBe(entered.filter((one) => one.status === 200).length)
  })

  it('is merged once by two at once and by a repeated request', async () => {
    const old = await newBranch('两次支部')
    await register(test, [{ orgId: old }])
    const requestId = newId()
    const both = await Promise.all([
      merge(old, tree.branch, admin, requestId),
      merge(old, tree.branch, admin, requestId),
      merge(old, tree.sibling),
    ])
    expect(both[0].body).toEqual(both[1].body)
    expect(both.filter((one) => one.status === 200)).toHaveLength(both[0].status === 200 ? 2 : 1)
  })

  it('is refused to a secretary, over the border, into itself, into a village; and nobody moves', async () => {
    const old = await newBranch('不动支部')
    await register(test, [{ orgId: old }])
    expect((await merge(old, tree.branch, secretary)).error.code).toBe('not-found')
    const oldSecretary = await test.person('branch-secretary', old)
    expect((await merge(old, old, oldSecretary)).error.code).toBe('access.denied')
    const other = await test.newCounty('外县')
    const outsider = await test.person('county-admin', other.rootId, { county: other })
    expect((await merge(old, tree.branch, outsider)).error.code).toBe('not-found')
    expect((await merge(old, old)).error.code).toBe('input.invalid')
    expect((await merge(old, tree.village)).error.code).toBe('input.invalid')
    expect((await merge(old, 999_999)).error.code).toBe('not-found')
    expect(await countIn(old)).toBe(1)
  })
})

describe('moving people into another branch', () => {
  it('takes the dated list along, for who reaches both branches, and only the living', async () => {
    const officer = await test.person('township-officer', tree.township)
    const [moves, left] = (await register(test, [{ orgId: tree.branch }, { orgId: tree.branch }])) as [
      string,
      string,
    ]
    await secretary.ask(life.exitMember, {
      params: { memberId: left },
      body: { kind: 'died', happenedOn: '2026-11-01', reason: '病故' },
    })
    const wish = {
      memberIds: [moves],
      toOrgId: tree.sibling,
      happenedOn: '2026-11-19',
      reason: '转接组织关系',
    }
    const gone = await refusal(
      runAs(test, officer, (ctx) => moveMembers(ctx, { ...wish, memberIds: [moves, left] })),
    )
    expect(gone).toMatchObject({ code: 'not-found', details: { memberIds: [left] } })
    const beyond = runAs(test, secretary, (ctx) => moveMembers(ctx, wish))
    await expect(beyond).rejects.toThrow(/row-level security/)
    await runAs(test, officer, (ctx) => moveMembers(ctx, wish))
    const beside = await test.person('branch-secretary', tree.sibling)
    const { body } = await beside.ask(contract.getMember, { params: { memberId: moves } })
    expect(body.events.map((event) => [event.kind, event.to]).toSorted(byText)).toEqual([
      ['branch', '东溪支部'],
      ['entered', 'full'],
    ])
    expect((await secretary.ask(contract.getMember, { params: { memberId: moves } })).status).toBe(404)
  })
})

describe('a branch that is dissolved', () => {
  it('must have nobody left in it', async () => {
    const branch = await newBranch('空了的支部')
    const [memberId] = await register(test, [{ orgId: branch, name: '最后一人' }])
    const dissolve = () =>
      admin.ask(changeOrganisation, {
        params: { orgId: branch },
        body: { change: 'dissolve', happenedOn: '2026-11-18', reason: '撤并' },
      })
    const refused = await dissolve()
    expect(refused.error).toMatchObject({
      code: 'conflict.in-use',
      message: '还有 1 名党员，先把他们转走，或者并入别的支部。',
    })
    const own = await test.person('branch-secretary', branch)
    await own.ask(life.exitMember, {
      params: { memberId: memberId as string },
      body: { kind: 'died', happenedOn: '2026-10-01', reason: '病故' },
    })
    expect((await dissolve()).status).toBe(200)
  })
})
