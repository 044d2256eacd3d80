import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/duty-lists.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let secretary: Person
let leader: Person
let township: Person
let stranger: Person
let leaderId: string
let otherId: string

beforeEach(async () => {
  tree = await buildTree(test)
  const ids = await buildRegister(test, [
    { orgId: tree.branch, groupId: tree.group, name: '陈美凤' },
    { orgId: tree.branch, groupId: tree.group, name: '王阿根' },
    { orgId: tree.branch, name: '许金娣' },
  ])
  leaderId = ids[0] ?? ''
  otherId = ids[2] ?? ''
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  leader = await test.person('group-leader', tree.group, { memberId: leaderId })
  township = await test.person('township-officer', tree.township)
  stranger = await test.person('branch-secretary', tree.elsewhere.branch)
})

const wish = () => ({
  groupId: tree.group,
  kind: 'river',
  leaderId,
  area: '石桥到水闸',
  validFrom: '2026-11-01',
})
const assign = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.assignDuty, { params: { orgId: tree.branch }, body: { ...wish(), ...more }, requestId })
const look = async (who: Person, orgId = tree.branch) =>
  (await who.ask(contract.getDutyLists, { params: { orgId } })).body
const dueOf = async (who: Person) =>
  (await who.ask(getDue)).body.rows.filter(({ id }) => id.startsWith('group-duty'))
const nominate = (who: Person, more: object = {}, requestId = newId()) =>
  who.ask(contract.nominateReserve, {
    params: { orgId: tree.branch },
    body: {
      memberId: leaderId,
      reason: '四项职责件件落实',
      decidedBy: '支委会',
      decidedOn: '2026-11-16',
      ...more,
    },
    requestId,
  })

describe('[000-23] the duty list of a group’s leader', () => {
  it('has the documents’ four duties, an area and a term, and is answered by the group’s activities', async () => {
    for (const kind of ['party-day', 'sanitation', 'river', 'training'])
      expect((await assign(secretary, { kind })).status).toBe(200)
    const rows = (await look(secretary)).rows
    expect(rows.map(({ title, periodLabel, area, done }) => [title, periodLabel, area, done])).toEqual(
      expect.arrayContaining([
        ['固定党员活动日', '每月', '石桥到水闸', false],
        ['环境卫生', '每月', '石桥到水闸', false],
        ['河道管护', '每月', '石桥到水闸', false],
        ['日常培训', '每季度', '石桥到水闸', false],
      ]),
    )
    expect((await dueOf(leader)).map(({ title, dueOn }) => [title, dueOn])).toContainEqual([
      '河道管护：石桥到水闸',
      '2026-11-30',
    ])
    // What the branch holds is not the group's; what the group holds is.
    const ofBranch = await planned(secretary, tree.branch, {
      kind: 'river-upkeep',
      title: '清河',
      day: '2026-11-12',
    })
    await close(secretary, ofBranch)
    expect((await look(leader, tree.group)).rows.filter(({ done }) => done)).toEqual([])
    const own = await planned(leader, tree.group, { kind: 'river-upkeep', title: '清河', day: '2026-11-14' })
    await close(leader, own)
    const river = (await look(township)).rows.find(({ title }) => title === '河道管护')
    expect(river).toMatchObject({
      found: 1,
      done: true,
      leader: { name: '陈美凤' },
      abilities: { end: false },
    })
    const params = { groupDutyId: river?.groupDutyId ?? '' }
    const records = await township.ask(contract.listDutyRecords, { params })
    expect(records.body.rows).toMatchObject([{ day: '2026-11-14', present: 2, link: `/activities/${own}` }])
    expect((await stranger.ask(contract.listDutyRecords, { params })).error.code).toBe('not-found')
    expect((await dueOf(leader)).map(({ title }) => title)).not.toContain('河道管护：石桥到水闸')
    const end = (who: Person) => who.ask(contract.endGroupDuty, { params, body: { reason: '换段' } })
    expect((await end(leader)).error.code).toBe('access.denied')
    expect((await end(stranger)).error.code).toBe('not-found')
    const ends = await Promise.all([end(secretary), end(secretary)])
    expect(ends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await look(secretary)).rows).toHaveLength(3)
  })

  it('takes duties that an organisation adds, soundly assigned, once', async () => {
    const add = (who: Person, orgId: number) =>
      who.ask(contract.addDutyKind, {
        params: { orgId },
        body: { title: '夜间巡逻', activity: 'patrol', period: 'week', times: 2 },
      })
    const { kind } = (await add(township, tree.township)).body
    expect((await add(leader, tree.group)).error.code).toBe('access.denied')
    expect((await add(stranger, tree.branch)).error.code).toBe('not-found')
    expect((await look(secretary)).kinds).toHaveLength(5)
    const requestId = newId()
    expect((await assign(secretary, { kind }, requestId)).status).toBe(200)
    expect((await assign(secretary, { kind }, requestId)).status).toBe(200)
    expect((await look(secretary)).rows).toMatchObject([
      { title: '夜间巡逻', times: 2, periodFrom: '2026-11-16' },
    ])
    const refusals = await Promise.all(
      [{ kind: 'login' }, { groupId: tree.grid }, { leaderId: otherId }, { validTo: '2026-10-01' }].map(
        async (more) => (await assign(secretary, more)).error.field,
      ),
    )
    expect(refusals).toEqual(['body.kind', 'body.groupId', 'body.leaderId', 'body.validTo'])
    expect((await assign(leader)).error.code).toBe('not-found')
    expect((await assign(township)).error.code).toBe('access.denied')
    expect((await stranger.ask(contract.getDutyLists, { params: { orgId: tree.branch } })).error.code).toBe(
      'not-found',
    )
    expect((await test.ask(contract.getDutyLists, { params: { orgId: tree.branch } })).status).toBe(401)
  })
})

describe('[000-24] the best leaders', () => {
  it('are put forward for the village’s reserve by people, with the reason open to the person', async () => {
    expect((await nominate(secretary)).error.message).toBe(
      '只推荐担着小组职责的组长。请先给小组定职责、写上组长。',
    )
    await assign(secretary)
    const nominations = await Promise.all([nominate(secretary), nominate(secretary)])
    expect(nominations.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const expected = {
      name: '陈美凤',
      reason: '四项职责件件落实',
      decidedBy: '支委会',
      nominatedByName: '沈国良',
    }
    expect((await look(township)).nominations).toMatchObject([expected])
    const own = (await leader.ask(contract.listMyNominations, {})).body.rows
    expect(own).toMatchObject([{ ...expected, abilities: { withdraw: false } }])
    expect((await stranger.ask(contract.listMyNominations, {})).body.rows).toEqual([])
    const params = { nominationId: own[0]?.nominationId ?? '' }
    const withdraw = (who: Person) =>
      who.ask(contract.withdrawNomination, { params, body: { reason: '本人不愿意' } })
    expect((await withdraw(stranger)).error.code).toBe('not-found')
    expect((await withdraw(township)).error.code).toBe('access.denied')
    expect((await withdraw(secretary)).status).toBe(200)
    expect((await withdraw(secretary)).error.code).toBe('state.wrong')
    expect((await nominate(secretary)).status).toBe(200)
  })

  it('are nobody’s own choice, nor their kin’s, and never by figures alone', async () => {
    await assign(secretary)
    const self = await test.person('branch-deputy', tree.branch, { memberId: leaderId })
    const refused = await nominate(self)
    expect([refused.status, refused.error.code]).toEqual([403, 'access.denied'])
    expect(refused.error.message).toContain('您本人')
    expect((await nominate(secretary, { decidedOn: '2026-11-18' })).error.field).toBe('body.decidedOn')
    expect((await nominate(township)).error.code).toBe('access.denied')
    expect((await nominate(stranger)).error.code).toBe('not-found')
    const river = await planned(leader, tree.group, { kind: 'river-upkeep', day: '2026-11-14' })
    await close(leader, river)
    expect((await look(township)).nominations).toEqual([])
  })
})
