import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/cases.ts'
import { addHousehold } from '../../../contract/households.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { visit, wordsOf } from '../../test/boards.ts'
import { buildCaseTest, type CaseTest, lookedAt, record, recorded, step, taken } from '../../test/cases.ts'
import { buildMembers } from '../../test/people.ts'

const test = useTestApp()
let c: CaseTest

beforeEach(async () => {
  c = await buildCaseTest(test)
  // The branch that writes does not see this household, nor the member of the other branch.
  const worker = await test.person('grid-worker', c.tree.grid)
  const household = { address: '石桥1号', placeId: null, contact: '王 阿根（长子）', headCount: 2 }
  await worker.ask(addHousehold, { params: { orgId: c.tree.grid }, body: household })
  await buildMembers(test, [
    { orgId: c.tree.sibling, name: '范永康' },
    { orgId: c.tree.elsewhere.branch, name: '吴金龙' },
  ])
})

const wish = () =>
  recorded(c.grid, c.tree.branch, { kind: 'wish', sort: 'goods', channel: 'letter-box', body: '想要收音机' })

async function verified(): Promise<string> {
  const caseId = await wish()
  await taken(c.secretary, caseId, 'verify')
  return caseId
}

const look = (who: Person, caseId: string, text: string) =>
  who.ask(contract.previewCaseText, { params: { caseId }, body: { text } })

describe('[002-44] what the public reads of a case', () => {
  it('is published only in the very words that this account has looked at', async () => {
    const caseId = await verified()
    const text = '一位老人想要一台收音机'
    const unseen = await step(c.deputy, caseId, 'publish', { text })
    expect(unseen.status).toBe(409)
    expect(unseen.error).toMatchObject({ code: 'state.wrong', field: 'body.seen' })
    expect(unseen.error.message).toContain('先看一遍')
    const { seen } = await lookedAt(c.deputy, caseId, text)
    expect((await step(c.deputy, caseId, 'publish', { text: `${text}。`, seen })).error.message).toContain(
      '又改了',
    )
    expect((await step(c.deputy, caseId, 'publish', { text, seen: 'x'.repeat(120) })).status).toBe(409)
    const another = await lookedAt(c.secretary, caseId, text)
    expect((await step(c.deputy, caseId, 'publish', another)).status).toBe(409)
    const elsewhere = await recorded(c.committee, c.tree.committee, { kind: 'request', sort: 'help' })
    const there = await lookedAt(c.committee, elsewhere, text)
    expect((await step(c.deputy, caseId, 'publish', { text, seen: there.seen })).status).toBe(409)
    const both = await Promise.all([
      step(c.deputy, caseId, 'publish', { text, seen }),
      step(c.deputy, caseId, 'publish', { text, seen }),
    ])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('names nobody who is registered in the village, seen by who writes or not; the place is told, and what to write', async () => {
    const caseId = await verified()
    const text = '给王　阿根，再问范永康和吴金龙'
    const { body } = await look(c.deputy, caseId, text)
    expect(body).toMatchObject({
      names: [
        { name: '王阿根', position: 2, instead: '王某某' },
        { name: '范永康', position: 9, instead: '范某某' },
      ],
      // Of another township: nobody here knows of such a person.
      suggested: '给王某某，再问范某某和吴金龙',
      text: '给王某某，再问范某某和吴金龙',
      found: [],
      seen: null,
    })
    expect((await step(c.deputy, caseId, 'publish', { text })).status).toBe(409)
    const said = await lookedAt(c.deputy, caseId, body.suggested ?? '')
    expect((await step(c.deputy, caseId, 'publish', said)).status).toBe(200)
  })

  it('is refused with the place where somebody came onto the register since the look', async () => {
    const caseId = await verified()
    const said = await lookedAt(c.deputy, caseId, '送给陆小毛一台')
    expect(said.seen).not.toBeNull()
    await buildMembers(test, [{ orgId: c.tree.branch, name: '陆小毛' }])
    const late = await step(c.deputy, caseId, 'publish', said)
    expect(late.error).toMatchObject({ code: 'input.invalid', field: 'body.text' })
    expect(late.error.message).toContain('第 3 个字起')
    const { body } = await c.deputy.ask(contract.getCase, { params: { caseId } })
    expect([body.state, body.publicText]).toEqual(['verified', null])
  })

  it('holds no number, and a number gives no proof', async () => {
    const caseId = await verified()
    const { body } = await look(c.deputy, caseId, '找 13857512345')
    expect(body.seen).toBeNull()
    expect(body.found).toHaveLength(1)
    expect(body.text).not.toContain('13857512345')
  })

  it('is looked at by who took it as well, and by nobody else', async () => {
    const caseId = await verified()
    await taken(c.deputy, caseId, 'publish', { text: '一台收音机' })
    expect((await look(c.member, caseId, '送到了')).status).toBe(403)
    await taken(c.member, caseId, 'claim')
    expect((await step(c.member, caseId, 'finish', { text: '送到了' })).error.field).toBe('body.seen')
    expect((await look(c.member, caseId, '送到范永康家了')).body.names).toHaveLength(1)
    expect((await look(c.stranger, caseId, '送到了')).status).toBe(404)
    expect((await look(c.grid, caseId, '送到了')).status).toBe(403)
    const nobody = await test.ask(contract.previewCaseText, { params: { caseId }, body: { text: '好' } })
    expect(nobody.status).toBe(401)
    expect(await taken(c.member, caseId, 'finish', { text: '送到了' })).toEqual(['answered', '2026-11-27'])
  })

  it('is looked at on the spot too, where the result is written with the case', async () => {
    const preview = (who: Person, text: string) =>
      who.ask(contract.previewCaseResult, { params: { orgId: c.tree.branch }, body: { text } })
    const result = '当场讲清楚了'
    const unseen = await record(c.secretary, c.tree.branch, { result })
    expect([unseen.status, unseen.error.field]).toEqual([409, 'body.seen'])
    expect((await c.secretary.ask(contract.listCases)).body.count).toBe(0)
    expect((await preview(c.stranger, result)).status).toBe(404)
    expect((await preview(c.secretary, '范永康来过')).body.seen).toBeNull()
    const { seen } = (await preview(c.secretary, result)).body
    const done = await record(c.secretary, c.tree.branch, { result, seen })
    expect(done.status).toBe(200)
    const { page } = (
      await c.secretary.ask(contract.giveCasePage, { params: { caseId: done.body.caseId }, body: {} })
    ).body
    expect(wordsOf(await visit(test, page))).toContain(result)
  })
})
