import { beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity } from '../../../contract/activities.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/worklists.ts'
import { newId } from '../../core/ids.ts'
import { housekeeper, writeInJob } from '../../core/jobs/in-job.ts'
import { buildCrowd, buildRegister, close, planned, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { aWish, held, itemsOf, sentList, thisWeek, type Wish, weekOf } from '../../test/worklists.ts'
import { closeOverWorklists } from './commands.ts'

const test = useTestApp()
let tree: Tree
let township: Person
let secretary: Person
let sibling: Person

beforeEach(async () => {
  test.clock.now = new Date('2026-11-17T09:00:00+08:00')
  tree = await buildTree(test)
  await buildCrowd(test, tree.branch, 5)
  township = await test.person('township-officer', tree.township, { name: '顾晓峰' })
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  sibling = await test.person('branch-secretary', tree.sibling)
})

const goTo = (day: string) => (test.clock.now = new Date(`${day}T10:00:00+08:00`))
const look = (who: Person, worklistId: string) => who.ask(contract.getWorklist, { params: { worklistId } })
const dueOf = async (who: Person) =>
  (await who.ask(getDue)).body.rows.filter(({ id }) => id.startsWith('worklist'))
const receive = (who: Person, worklistId: string, orgId: number, requestId?: string) =>
  who.ask(contract.giveReceipt, { params: { worklistId, orgId }, ...(requestId && { requestId }) })
const pick = (who: Person, worklistId: string, orgId: number, itemIds: string[]) =>
  who.ask(contract.pickItems, { params: { worklistId, orgId }, body: { itemIds } })
const answer = (who: Person, at: { worklistId: string; orgId: number; itemId: string }, text: string) =>
  who.ask(contract.answerItem, { params: at, body: { text } })

async function hold(kind: 'theme-day' | 'sanitation' | 'patrol', day = '2026-11-17', orgId = tree.branch) {
  const activityId = await planned(secretary, orgId, { kind, title: '活动', day })
  expect((await close(secretary, activityId)).status).toBe(200)
  return activityId
}

describe('[004-05] the weekly list as a menu', () => {
  it('is answered by facts, by a pick and by one field, and the township sees it as it stands', async () => {
    const worklistId = await sentList(township, tree.township)
    const idOf = await itemsOf(township, worklistId)
    const before = (await look(township, worklistId)).body
    expect(before.receivers.map(({ name, wanted, done }) => [name, wanted, done])).toEqual([
      ['石桥支部', 3, 0],
      ['东溪支部', 3, 0],
    ])
    expect(before.items.map(({ minutes }) => minutes)).toEqual([0, 5, 0, 0])
    expect(before.items[0]?.demandLabel).toBe('这一周记下主题党日 1 次就算办好，不用填报')

    const activityId = await hold('theme-day')
    expect((await pick(secretary, worklistId, tree.branch, [idOf('夜间巡逻一次')])).status).toBe(200)
    // Picked one thing and did another: the system knows, nobody reports it.
    await hold('sanitation')
    const at = { worklistId, orgId: tree.branch, itemId: idOf('冬修水利缺几个劳力') }
    expect((await answer(secretary, at, '12')).body).toEqual({ worklistId, late: false })

    const after = (await look(township, worklistId)).body
    expect(after.receivers.map(({ done }) => done)).toEqual([3, 0])
    const own = after.cells.filter(({ orgId }) => orgId === tree.branch)
    expect(own.map(({ done, found, picked }) => [done, found, picked])).toEqual([
      [true, 1, false],
      [true, 0, false],
      [true, 1, false],
      [false, 0, true],
    ])
    expect(own[1]?.answer).toMatchObject({ text: '12', byName: '沈国良', late: false })
    const records = await township.ask(contract.listItemRecords, {
      params: { worklistId, orgId: tree.branch, itemId: idOf('开一次主题党日') },
    })
    expect(records.body.rows).toMatchObject([
      { day: '2026-11-17', title: '主题党日', link: `/activities/${activityId}` },
    ])
    // What is taken back answers no more.
    await reopen(test, secretary, activityId, '记错了')
    const { body: roll } = await secretary.ask(cancelActivity, {
      params: { activityId },
      body: { reason: '没有开' },
    })
    expect(roll.activityId).toBe(activityId)
    expect((await look(township, worklistId)).body.receivers[0]?.done).toBe(2)
  })

  it('takes picks within the number of the menu, and keeps what is done', async () => {
    const worklistId = await sentList(township, tree.township)
    const idOf = await itemsOf(township, worklistId)
    const [river, night, must] = [idOf('清理一段河道'), idOf('夜间巡逻一次'), idOf('开一次主题党日')]
    const both = await pick(secretary, worklistId, tree.branch, [river, night])
    expect([both.status, both.error.message]).toEqual([400, '“为民服务”选 1 件就够了。'])
    expect((await pick(secretary, worklistId, tree.branch, [must])).status).toBe(400)
    expect((await pick(secretary, worklistId, tree.branch, [river])).status).toBe(200)
    expect((await pick(secretary, worklistId, tree.branch, [night])).status).toBe(200)
    await hold('patrol')
    expect((await pick(secretary, worklistId, tree.branch, [])).error.message).toBe('已经办好的不能换。')
    // Two at once: one row, the last word stands, none is lost half-way.
    const list = await sentList(township, tree.township, { title: '另一份' })
    const itemOf = await itemsOf(township, list)
    const answers = await Promise.all(
      [itemOf('清理一段河道'), itemOf('夜间巡逻一次')].map((one) =>
        pick(secretary, list, tree.branch, [one]),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toContain(200)
  })

  it('counts a late answer and a late record as late, never refuses them', async () => {
    const worklistId = await sentList(township, tree.township)
    const idOf = await itemsOf(township, worklistId)
    goTo('2026-11-24')
    // A session does not outlive the week.
    township = await test.person('township-officer', tree.township)
    secretary = await test.person('branch-secretary', tree.branch)
    await test.system(() =>
      writeInJob(test.app.runtime, housekeeper(test.county.county), 'close', closeOverWorklists),
    )
    await hold('theme-day', '2026-11-20')
    const at = { worklistId, orgId: tree.branch, itemId: idOf('冬修水利缺几个劳力') }
    expect((await dueOf(secretary))[0]).toMatchObject({
      state: 'late',
      title: '“第 47 周工作清单”还有 1 件没有答',
      verb: '补答',
      link: `/week?org=${tree.branch}&week=${thisWeek.from}`,
    })
    expect((await answer(secretary, at, '3')).body.late).toBe(true)
    const { body } = await look(township, worklistId)
    expect(body.worklist.state).toBe('over')
    const own = body.cells.filter((cell) => cell.orgId === tree.branch && cell.done)
    expect(own.map(({ late }) => late)).toEqual([true, true])
    expect(await dueOf(secretary)).toEqual([])
    // A word put right later stays late, and of the first hour.
    expect((await answer(secretary, at, '4')).status).toBe(200)
  })

  it('refuses what a question does not take, and what a fact answers', async () => {
    const choice: Wish['items'][number]['demand'] = {
      by: 'answer',
      type: 'choice',
      choices: ['要', '不要'],
      minutes: 1,
    }
    const worklistId = await sentList(township, tree.township, {
      items: [...aWish.items, { title: '要不要农技员来', demand: choice }],
    })
    const idOf = await itemsOf(township, worklistId)
    const at = (title: string) => ({ worklistId, orgId: tree.branch, itemId: idOf(title) })
    const wrong = await answer(secretary, at('冬修水利缺几个劳力'), '不少')
    expect([wrong.status, wrong.error.field]).toEqual([400, 'body.text'])
    expect((await answer(secretary, at('要不要农技员来'), '随便')).status).toBe(400)
    expect((await answer(secretary, at('要不要农技员来'), '要')).status).toBe(200)
    expect((await answer(secretary, at('开一次主题党日'), '开了')).error.code).toBe('state.wrong')
  })

  it('is drafted soundly or not at all, changed by its version, discarded and withdrawn by its sender', async () => {
    const draft = (more: object) =>
      township.ask(contract.draftWorklist, {
        params: { orgId: tree.township },
        body: { ...aWish, ...more },
      })
    const fields = await Promise.all(
      [
        { weekFrom: '2026-11-17' },
        { weekFrom: '2026-11-09' },
        { weekFrom: '2027-02-01' },
        { menus: [] },
        { menus: [{ menu: 1, title: '为民服务', choose: 3 }] },
        { items: [{ title: '登录', demand: { by: 'fact', factKind: 'login', atLeast: 1 } }] },
        { items: [{ title: '开会', demand: { ...held('theme-day'), pattern: { place: 'x' } } }] },
      ].map(async (more) => {
        const { status, error } = await draft(more)
        return [status, error.field]
      }),
    )
    expect(fields).toEqual([
      [400, 'body.weekFrom'],
      [400, 'body.weekFrom'],
      [400, 'body.weekFrom'],
      [400, 'body.items.2.menu'],
      [400, 'body.menus.0.choose'],
      [400, 'body.items.0.demand.factKind'],
      [400, 'body.items.0.demand.pattern'],
    ])
    const requestId = newId()
    const wished = { params: { orgId: tree.township }, body: aWish, requestId }
    const { worklistId } = (await township.ask(contract.draftWorklist, wished)).body
    expect((await township.ask(contract.draftWorklist, wished)).body.worklistId).toBe(worklistId)
    const params = { worklistId }
    const body = { ...aWish, title: '改过的', version: 1 }
    const changes = await Promise.all(
      [0, 1].map(() => township.ask(contract.changeWorklist, { params, body })),
    )
    expect(changes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await look(township, worklistId)).body.items).toHaveLength(4)
    expect((await weekOf(secretary, tree.branch)).lists).toEqual([])
    const sends = await Promise.all([0, 1].map(() => township.ask(contract.sendWorklist, { params })))
    expect(sends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await township.ask(contract.discardWorklist, { params })).error.code).toBe('state.wrong')
    const withdraw = { params, body: { reason: '发错了' } }
    expect((await township.ask(contract.withdrawWorklist, withdraw)).status).toBe(200)
    expect((await weekOf(secretary, tree.branch)).lists).toEqual([])
    expect((await receive(secretary, worklistId, tree.branch)).error.message).toBe('这份清单收回了，不用办。')
    const { body: other } = await draft({})
    const gone = { params: { worklistId: other.worklistId } }
    expect((await township.ask(contract.discardWorklist, gone)).status).toBe(200)
    expect((await look(township, other.worklistId)).error.code).toBe('not-found')
  })
})

describe('[000-08] the weekly prompt with its receipt', () => {
  it('stands on the branch’s start page until it says 收到, then as what is left to do', async () => {
    const worklistId = await sentList(township, tree.township)
    expect(await dueOf(secretary)).toMatchObject([
      {
        title: '青禾镇的清单：第 47 周工作清单',
        verb: '收到',
        dueOn: thisWeek.to,
        link: `/week?org=${tree.branch}&week=${thisWeek.from}`,
      },
    ])
    expect(await dueOf(township)).toEqual([])
    const requestId = newId()
    expect((await receive(secretary, worklistId, tree.branch, requestId)).status).toBe(200)
    expect((await receive(secretary, worklistId, tree.branch, requestId)).status).toBe(200)
    expect((await receive(secretary, worklistId, tree.branch)).error.message).toBe('已经说过收到了。')
    expect(await dueOf(secretary)).toMatchObject([{ title: '“第 47 周工作清单”还有 3 件', verb: '去办' }])
    const { receivers } = (await look(township, worklistId)).body
    expect(receivers.map(({ receipt }) => receipt?.byName ?? null)).toEqual(['沈国良', null])
    const { rows } = (await township.ask(contract.listWorklists, {})).body
    expect(rows.find((row) => row.worklistId === worklistId)).toMatchObject({ receivers: 2, receipts: 1 })
  })

  it('tells the level above whom to ring where it is missing, and nobody beside', async () => {
    await buildRegister(test, [{ orgId: tree.branch, name: '许金娣', partyPost: '书记' }])
    const worklistId = await sentList(township, tree.township)
    const contactSeenBy = async (who: Person) => (await look(who, worklistId)).body.receivers[0]?.contact
    // Without a number on record there is nothing to show.
    expect(await contactSeenBy(township)).toEqual({ name: '许金娣', mobile: null, reveal: false })
    expect((await look(sibling, worklistId)).body.receivers[0]?.contact).toBeNull()
    await receive(secretary, worklistId, tree.branch)
    expect(await contactSeenBy(township)).toBeNull()
  })

  it('keeps nothing about reading: looking at it changes no answer', async () => {
    const worklistId = await sentList(township, tree.township)
    const before = (await look(township, worklistId)).body
    await weekOf(secretary, tree.branch)
    await look(secretary, worklistId)
    expect((await look(township, worklistId)).body).toEqual(before)
  })
})

it('stays between those who send it and those who get it', async () => {
  const worklistId = await sentList(township, tree.township)
  const idOf = await itemsOf(township, worklistId)
  const abroad = await test.newCounty('别县')
  const foreigner = await test.person('county-officer', abroad.rootId, { county: abroad })
  const elsewhere = await test.person('branch-secretary', tree.elsewhere.branch)
  const member = await test.person('member', tree.branch)
  const params = { worklistId }
  for (const who of [foreigner, elsewhere, member]) {
    expect((await look(who, worklistId)).error.code).toBe('not-found')
    expect((await who.ask(contract.withdrawWorklist, { params, body: { reason: 'x' } })).error.code).toBe(
      'not-found',
    )
  }
  for (const who of [foreigner, elsewhere]) {
    expect((await receive(who, worklistId, tree.branch)).error.code).toBe('not-found')
    const orgId = tree.branch
    expect((await who.ask(contract.getOrgWeek, { params: { orgId } })).error.code).toBe('not-found')
    const records = { params: { worklistId, orgId, itemId: idOf('开一次主题党日') } }
    expect((await who.ask(contract.listItemRecords, records)).error.code).toBe('not-found')
  }
  // Nobody above answers in the place of a branch, nor does one branch for another.
  expect((await receive(township, worklistId, tree.branch)).error.code).toBe('access.denied')
  expect((await pick(sibling, worklistId, tree.branch, [])).error.code).toBe('not-found')
  const at = { worklistId, orgId: tree.branch, itemId: idOf('冬修水利缺几个劳力') }
  expect((await answer(township, at, '1')).error.code).toBe('access.denied')
  // A branch sees its own row alone, and sends nothing.
  expect((await look(sibling, worklistId)).body.receivers.map(({ name }) => name)).toEqual(['东溪支部'])
  const draft = { params: { orgId: tree.branch }, body: aWish }
  expect((await secretary.ask(contract.draftWorklist, draft)).error.code).toBe('access.denied')
  expect((await test.ask(contract.getWorklist, { params })).error.code).toBe('auth.required')
})
