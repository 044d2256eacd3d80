import { beforeEach, describe, expect, it } from 'vitest'
import * as awardContract from '../../../contract/awards.ts'
import { answerObjection, listObjections } from '../../../contract/objections.ts'
import * as resultContract from '../../../contract/selection-results.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { sendForm, visit, wordsOf } from '../../test/boards.ts'
import * as world from '../../test/selections.ts'
import { settleUnappealed } from '../objections/appeal-commands.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''
const one = (selectionId: string) => ({ params: { selectionId } })
const elsewhere = () => test.person('branch-secretary', at.tree.elsewhere.branch)

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  for (const name of ['丁小红', '王阿根', '叶春燕'])
    await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
})

const decide = (who: Person, selectionId: string, chosen: string[], more = {}, requestId = newId()) =>
  who.ask(resultContract.decideSelection, {
    ...one(selectionId),
    requestId,
    body: { chosen, note: '支委会研究', ...more },
  })

describe('review and publication', () => {
  it('needs a second person, and none who stands', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红', '叶春燕'], {
      method: 'decision',
    })
    await decide(at.secretary, selectionId, [candidateIds[0] ?? ''])
    expect((await world.step(at.secretary, selectionId, 'publish')).error.message).toBe(
      '复核要由另一个人来办。',
    )
    expect((await world.step(at.deputy, selectionId, 'publish')).error.message).toMatch(/和您本人有关/)
    expect((await world.step(at.member, selectionId, 'publish')).error.code).toBe('access.denied')
    expect((await world.step(await elsewhere(), selectionId, 'publish')).status).toBe(404)
    expect((await world.step(at.committee, selectionId, 'return')).error.field).toBe('body.note')
    const requestId = newId()
    const sent = () => world.step(at.committee, selectionId, 'publish', null, requestId)
    const answers = await Promise.all([sent(), sent(), world.step(at.township, selectionId, 'publish')])
    const done = answers.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ body }) => body.path)).size).toBe(1)
    expect(done[0]?.body).toMatchObject({ state: 'published', closesOn: '2026-11-27' })
    expect(done[0]?.body.path).toMatch(/^\/public\/selections\/[\w-]{22}$/)
    expect((await world.step(at.committee, selectionId, 'publish')).error.code).toBe('state.wrong')
  })

  it('knows one person with two accounts as one', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红'], { method: 'decision' })
    expect((await decide(at.deputy, selectionId, candidateIds)).status).toBe(200)
    const same = await test.person('committee-secretary', at.tree.committee, { memberId: idOf('叶春燕') })
    expect((await world.step(same, selectionId, 'publish')).error.message).toBe('复核要由另一个人来办。')
    expect((await world.step(at.committee, selectionId, 'publish')).status).toBe(200)
  })

  it('shows anyone who was chosen and nothing more, takes objections, and goes by itself', async () => {
    await world.givePoints(test, idOf('丁小红'))
    const { selectionId, path } = await world.publishedSelection(at)
    const page = await visit(test, path)
    expect(page.statusCode).toBe(200)
    expect(page.headers['x-robots-tag']).toContain('noindex')
    const words = wordsOf(page)
    expect(words).toContain('2026 年优秀共产党员名单')
    expect(words).toContain('丁小红 石桥支部')
    expect(words).not.toMatch(/王阿根|[0-9] 分\b|一致同意/)
    expect(page.body).not.toMatch(new RegExp(`<script|${idOf('丁小红')}`))
    // A member is led to it, also from the start; the address is nobody's to guess.
    expect((await world.seen(at.member, selectionId)).list?.path).toBe(path)
    expect((await visit(test, `/public/selections/${'x'.repeat(22)}`)).statusCode).toBe(404)

    const form = await visit(test, `${path}/objections/new`)
    const request = /name="request" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
    const fields = { request, row: '0', text: '他上半年不在村里', contact: '' }
    const answers = [
      await sendForm(test, `${path}/objections`, fields),
      await sendForm(test, `${path}/objections`, fields),
    ]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200])
    expect(wordsOf(await visit(test, path))).toContain('有意见，核对中')
    const { body } = await at.secretary.ask(listObjections, { query: { state: 'open' } })
    expect(body.count).toBe(1)
    expect(body.rows[0]).toMatchObject({
      memberName: '丁小红',
      publication: { title: '2026 年优秀共产党员名单', page: `/selections/${selectionId}` },
    })
    expect((await world.seen(at.secretary, selectionId)).list?.openObjections).toBe(1)
    expect(
      (await sendForm(test, `${path}/objections`, { ...fields, request: newId(), row: '7' })).statusCode,
    ).toBe(400)

    await world.comeBack(test, at, '2026-11-30')
    expect(wordsOf(await visit(test, `${path}/objections/new`))).toContain('公示期已满')
    const late = await sendForm(test, `${path}/objections`, { ...fields, request: newId() })
    expect(late.statusCode).toBe(409)
    await world.comeBack(test, at, '2026-12-07')
    expect((await visit(test, path)).statusCode).toBe(404)
  })

  it('is recalled with a reason, decided anew, and published at another address', async () => {
    const { selectionId, path, second } = await world.publishedSelection(at)
    expect((await world.step(at.secretary, selectionId, 'recall')).error.field).toBe('body.note')
    await world.stepped(at.secretary, selectionId, 'recall', '有人反映，再核实')
    expect((await visit(test, path)).statusCode).toBe(410)
    expect((await world.seen(at.member, selectionId)).list).toBeNull()
    await decide(at.secretary, selectionId, [second])
    const again = await world.stepped(at.committee, selectionId, 'publish')
    expect(again.path).not.toBe(path)
    expect(wordsOf(await visit(test, again.path ?? ''))).toContain('王阿根')
    expect((await visit(test, path)).statusCode).toBe(410)
  })

  it('is sent back to be decided again, and cancelled with a reason at any time before the awards', async () => {
    const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红'], { method: 'decision' })
    await decide(at.secretary, selectionId, candidateIds)
    await world.stepped(at.committee, selectionId, 'return', '会议没有写明')
    const returned = await world.seen(at.secretary, selectionId)
    expect([returned.state, returned.list]).toEqual(['deciding', null])
    expect(returned.steps.at(-1)).toMatchObject({ label: '退回', by: '董长林', note: '会议没有写明' })
    await decide(at.secretary, selectionId, candidateIds)
    const { path } = await world.stepped(at.committee, selectionId, 'publish')
    await world.stepped(at.secretary, selectionId, 'cancel', '上级统一安排')
    expect((await visit(test, path ?? '')).statusCode).toBe(410)
    expect((await world.step(at.secretary, selectionId, 'close')).error.code).toBe('state.wrong')
    // A selection of the same title may be opened again.
    expect(await world.opened(at.secretary, at.tree.branch)).not.toBe(selectionId)
  })

  it('is not closed while nobody is nominated', async () => {
    const selectionId = await world.opened(at.secretary, at.tree.branch)
    expect((await world.step(at.secretary, selectionId, 'close')).error.message).toMatch(/还没有人被提名/)
  })
})

it('awards nobody while an objection waits, and once it is answered, does', async () => {
  const { selectionId, path, first } = await world.publishedSelection(at)
  const form = await visit(test, `${path}/objections/new`)
  const request = /name="request" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  await sendForm(test, `${path}/objections`, { request, row: '', text: '名额太少', contact: '' })
  await world.comeBack(test, at, '2026-11-30')
  const award = () =>
    at.secretary.ask(awardContract.giveAwards, { ...one(selectionId), body: { awardedOn: '2026-11-30' } })
  expect((await award()).error.message).toMatch(/^还有 1 件异议没有最后的答复/)
  expect((await world.seen(at.secretary, selectionId)).abilities.award).toBe(false)
  const { body } = await at.secretary.ask(listObjections, { query: { state: 'open' } })
  const params = { objectionId: body.rows[0]?.objectionId ?? '' }
  const answered = await at.secretary.ask(answerObjection, {
    params,
    body: { upheld: false, answer: '名额是上级定的' },
  })
  expect(answered.status).toBe(200)
  // It may still be taken one level up; when nobody has in time, the answer is the last word.
  expect((await award()).error.code).toBe('state.wrong')
  await world.comeBack(test, at, '2026-12-08')
  await test.system(settleUnappealed)
  expect((await award()).status).toBe(200)
  expect(first).not.toBe('')
})
