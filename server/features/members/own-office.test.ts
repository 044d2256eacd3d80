import { beforeAll, expect, it } from 'vitest'
import * as exemptions from '../../../contract/exemptions.ts'
import * as contract from '../../../contract/kin.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

// 沈国良 is the secretary and in the register of the branch; 林秀兰 is his wife, 曾国强 nobody's kin.
const test = useTestApp()
let tree: Tree
let [shen, lin, zeng] = ['', '', '']
let secretary: Person
let township: Person

beforeAll(async () => {
  tree = await buildTree(test)
  const people = ['沈国良', '林秀兰', '曾国强'].map((name) => ({ orgId: tree.branch, name }))
  ;[shen = '', lin = '', zeng = ''] = await buildRegister(test, people)
  secretary = await test.person('branch-secretary', tree.branch, { memberId: shen })
  township = await test.person('township-officer', tree.township)
})

const note = (who: Person, memberId: string, kinId: string) =>
  who.ask(contract.noteKin, {
    params: { memberId },
    body: { kin: { memberId: kinId }, relation: 'spouse' as const },
  })
const remove = (who: Person, memberId: string, kinId: string) =>
  who.ask(contract.removeKin, { params: { memberId, kinId } })
const letOff = (who: Person, memberId: string) =>
  who.ask(exemptions.setExemption, {
    params: { memberId },
    body: { cause: 'leave' as const, from: '2026-11-01', to: null, note: null },
  })
const end = (who: Person, memberId: string, exemptionId: string) =>
  who.ask(exemptions.endExemption, { params: { memberId, exemptionId }, body: { to: '2026-11-20' } })

it('whoever holds an office does not take off what keeps them from deciding on kin, nor do the kin', async () => {
  expect((await note(secretary, shen, lin)).status).toBe(200)
  const wife = await test.person('member', tree.branch, { memberId: lin })
  for (const who of [secretary, wife]) {
    for (const [one, other] of [
      [shen, lin],
      [lin, shen],
    ] as const) {
      const { error } = await remove(who, one, other)
      // A relative without office does not even see the other's list.
      const refusals = who === secretary || one === lin ? ['access.denied'] : ['access.denied', 'not-found']
      expect(refusals).toContain(error.code)
    }
  }
  expect((await remove(township, shen, lin)).status).toBe(200)
})

it('members without an office take off what was noted by mistake', async () => {
  expect((await note(secretary, lin, zeng)).status).toBe(200)
  const own = await test.person('member', tree.branch, { memberId: zeng })
  expect((await remove(own, zeng, lin)).status).toBe(200)
})

it('nobody lets themselves or their kin off, nor ends it; the level above does', async () => {
  expect((await note(secretary, shen, lin)).status).toBe(200)
  for (const memberId of [shen, lin]) {
    const { error } = await letOff(secretary, memberId)
    expect([error.code, error.message]).toEqual([
      'access.denied',
      expect.stringContaining('请上级党组织来办'),
    ])
    const { body } = await letOff(township, memberId)
    expect((await end(secretary, memberId, body.exemptionId)).error.code).toBe('access.denied')
    const listed = await secretary.ask(exemptions.listExemptions, { params: { memberId } })
    expect(listed.body).toMatchObject({ rows: [{ abilities: { end: false } }], abilities: { set: false } })
    expect((await end(township, memberId, body.exemptionId)).status).toBe(200)
  }
  expect((await letOff(secretary, zeng)).status).toBe(200)
})
