import { beforeAll, describe, expect, it } from 'vitest'
import { getHandEntryTerms } from '../../../../contract/hand-entries.ts'
import * as contract from '../../../../contract/matters.ts'
import { newId } from '../../../core/ids.ts'
import { buildRegister } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let secretary: Person
let memberId: string

beforeAll(async () => {
  tree = await buildTree(test)
  officer = await test.person('county-officer', test.county.rootId, { name: '县里' })
  secretary = await test.person('branch-secretary', tree.branch)
  ;[memberId] = (await buildRegister(test, [{ orgId: tree.branch, name: '林秀兰' }])) as [string]
})

const add = (who: Pick<Person, 'ask'>, label: string, requestId = newId()) =>
  who.ask(contract.addOwnMatter, { requestId, body: { label, unit: '次' } })
const end = (who: Pick<Person, 'ask'>, code: string) => who.ask(contract.endOwnMatter, { params: { code } })
const offered = async () =>
  (await secretary.ask(getHandEntryTerms, { query: { memberId } })).body.matters.map((one) => one.label)

describe('a matter of the county', () => {
  it('is added, offered in the branches, and ended', async () => {
    const { code } = (await add(officer, '巡河护水')).body
    expect(await offered()).toContain('巡河护水')
    const { body } = await secretary.ask(contract.listOwnMatters)
    expect(body).toMatchObject({
      rows: [{ code, label: '巡河护水', addedByName: '县里', abilities: { end: false } }],
      abilities: { add: false },
    })
    expect((await end(officer, code)).status).toBe(200)
    expect(await offered()).not.toContain('巡河护水')
    expect((await end(officer, code)).error.code).toBe('state.wrong')
    expect((await end(officer, 'own-99')).error.code).toBe('not-found')
  })

  it('is added by an administrator too, once by two at once, and a replay is the same one', async () => {
    const admin = await test.person('county-admin', test.county.rootId)
    const both = await Promise.all([add(officer, '调解纠纷'), add(admin, '调解纠纷')])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const requestId = newId()
    const twice = await Promise.all([
      add(officer, '护林防火', requestId),
      add(officer, '护林防火', requestId),
    ])
    expect(twice[0]?.body.code).toBe(twice[1]?.body.code)
  })

  it.each(['每日打卡', '学习强国积分', '点赞转发', '阅读时长', '信访次数', '列为不合格党员'])(
    'is never “%s”',
    async (label) => {
      expect((await add(officer, label)).error).toMatchObject({ code: 'input.invalid', field: 'body.label' })
    },
  )

  it('is none that the product has already', async () => {
    expect((await add(officer, '做好事')).error.code).toBe('conflict.duplicate')
  })

  it('is nobody else’s to add or end', async () => {
    const county = await test.newCounty('邻县')
    const far = await test.person('county-officer', county.rootId, { county })
    const { code } = (await add(officer, '看护老人')).body
    for (const who of [secretary, await test.person('township-officer', tree.township)]) {
      expect((await add(who, '别的事')).error.code).toBe('access.denied')
      expect((await end(who, code)).error.code).toBe('access.denied')
    }
    expect((await end(far, code)).error.code).toBe('not-found')
    expect((await far.ask(contract.listOwnMatters)).body.rows).toEqual([])
    expect((await add(test, '别的事')).error.code).toBe('auth.required')
    const member = await test.person('member', tree.branch)
    expect((await member.ask(contract.listOwnMatters)).error.code).toBe('access.denied')
  })
})
