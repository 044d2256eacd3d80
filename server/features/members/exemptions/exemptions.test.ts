import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/exemptions.ts'
import { recordHonour } from '../../../../contract/honours.ts'
import { newId } from '../../../core/ids.ts'
import { buildRegister, storedFacts } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let ids: string[]
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  ids = await buildRegister(
    test,
    ['林秀兰', '曾国强', '沈国良', '何美凤'].map((name) => ({ orgId: tree.branch, name })),
  )
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈书记' })
})

const at = (index: number) => ids[index] ?? ''

function set(who: Pick<Person, 'ask'>, memberId: string, more: object = {}, requestId = newId()) {
  const body = { cause: 'leave' as const, from: '2026-11-01', to: null, note: null, ...more }
  return who.ask(contract.setExemption, { requestId, params: { memberId }, body })
}

const end = (who: Pick<Person, 'ask'>, memberId: string, exemptionId: string, to = '2026-11-20') =>
  who.ask(contract.endExemption, { params: { memberId, exemptionId }, body: { to } })

const listed = async (who: Pick<Person, 'ask'>, memberId: string) =>
  (await who.ask(contract.listExemptions, { params: { memberId } })).body

describe('an exemption', () => {
  it('is set, frozen into what is recorded meanwhile, read by the member, and ended', async () => {
    const { exemptionId } = (await set(secretary, at(0), { cause: 'away', note: '在外打工' })).body
    const own = await test.person('member', tree.branch, { memberId: at(0) })
    expect(await listed(own, at(0))).toMatchObject({
      rows: [
        {
          exemptionId,
          causeLabel: '长期在外',
          from: '2026-11-01',
          to: null,
          note: '在外打工',
          decidedByName: '沈书记',
          abilities: { end: false },
        },
      ],
      abilities: { set: false },
    })
    const honour = {
      memberId: at(0),
      level: 'town' as const,
      title: '先进',
      issuer: '镇党委',
      certificateNo: '1',
      awardedOn: '2026-11-10',
    }
    const before = (await secretary.ask(recordHonour, { body: honour })).body
    expect(await storedFacts(test, before.honourId)).toMatchObject([{ attrs: { who: { exempt: true } } }])
    expect((await end(secretary, at(0), exemptionId, '2026-11-19')).status).toBe(200)
    expect((await listed(secretary, at(0))).rows[0]).toMatchObject({
      to: '2026-11-19',
      abilities: { end: false },
    })
    expect((await end(secretary, at(0), exemptionId)).error.code).toBe('state.wrong')
    const after = (await secretary.ask(recordHonour, { body: { ...honour, certificateNo: '2' } })).body
    expect(await storedFacts(test, after.honourId)).toMatchObject([{ attrs: { who: { exempt: false } } }])
  })

  it('is set once for a span of days, by one of two at once; a replay is the same', async () => {
    const both = await Promise.all([set(secretary, at(1)), set(secretary, at(1), { cause: 'age' })])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const requestId = newId()
    const twice = await Promise.all([
      set(secretary, at(2), {}, requestId),
      set(secretary, at(2), {}, requestId),
    ])
    expect(twice.map((one) => one.body.exemptionId)).toEqual([requestId, requestId])
    expect((await listed(secretary, at(2))).rows).toHaveLength(1)
  })

  it('has days in their order, and never a diagnosis', async () => {
    expect((await set(secretary, at(3), { to: '2026-10-31' })).error.field).toBe('body.to')
    for (const note of ['胃癌手术', '高血压病', '病了'])
      expect((await set(secretary, at(3), { note })).error.field).toBe('body.note')
    expect((await set(secretary, at(3), { cause: 'illness' })).error.code).toBe('input.invalid')
    const { exemptionId } = (await set(secretary, at(3), { note: '毛病不大，家里要人照顾' })).body
    expect((await end(secretary, at(3), exemptionId, '2026-10-01')).error.field).toBe('body.to')
  })

  it('is nobody else’s to read, set or end', async () => {
    const [row] = (await listed(secretary, at(1))).rows
    const attempt = async (who: Pick<Person, 'ask'>) => [
      (await who.ask(contract.listExemptions, { params: { memberId: at(1) } })).error.code,
      (await set(who, at(1))).error.code,
      (await end(who, at(1), row?.exemptionId ?? '')).error.code,
    ]
    const thrice = (code: string) => [code, code, code]
    expect(await attempt(test)).toEqual(thrice('auth.required'))
    expect(await attempt(await test.person('branch-deputy', tree.branch))).toEqual(thrice('access.denied'))
    expect(await attempt(await test.person('branch-secretary', tree.sibling))).toEqual(thrice('not-found'))
    const county = await test.newCounty('邻县')
    const far = await test.person('branch-secretary', county.rootId, { county })
    expect(await attempt(far)).toEqual(thrice('not-found'))
  })
})
