import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/minutes.ts'
import { newId } from '../../core/ids.ts'
import { reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { assembly, buildVoteTest, record, told, type VoteTest } from '../../test/votes.ts'

const test = useTestApp()
let at: VoteTest
let who: Person

beforeAll(async () => {
  at = await buildVoteTest(test)
  who = at.secretary
})

const sentence = '讨论了什么、谁不同意、怎么定的，都写清楚了。'
async function written(minutes = '讨论修路，三人发言。'): Promise<string> {
  const activityId = await assembly(who, at.tree.branch)
  await record(who, activityId, [], minutes)
  return activityId
}
const review = (person: Person, activityId: string, grade: 'done' | 'well' = 'well', requestId = newId()) =>
  person.ask(contract.reviewMinutes, { params: { activityId }, body: { grade, sentence }, requestId })
const seen = async (person: Person, activityId: string) =>
  told(await person.ask(contract.getMinutesReview, { params: { activityId } }))
const ask = (person: Person, activityId: string) =>
  person.ask(contract.askSecondView, { params: { activityId }, body: { reason: '记了反对的意见，没有看到' } })

describe('[004-17] minutes', () => {
  it('go from done to well done by a sentence from above; the author sees it and has a second view', async () => {
    const activityId = await written('短。')
    const waiting = async (person: Person) =>
      told(await person.ask(contract.listMinutesToReview, {})).rows.map((row) => row.activityId)
    expect(await waiting(at.committee)).toContain(activityId)
    told(await review(at.committee, activityId, 'done'))
    expect(await waiting(at.committee)).not.toContain(activityId)
    const first = await seen(who, activityId)
    expect(first.reviews).toMatchObject([{ gradeLabel: '记了', sentence, byName: '董长林', second: false }])
    expect(first.abilities).toEqual({ review: false, askAgain: true })
    expect((await review(at.township, activityId)).error.code).toBe('conflict.duplicate')
    told(await ask(who, activityId))
    expect((await ask(who, activityId)).error.code).toBe('state.wrong')
    expect(await waiting(at.committee)).not.toContain(activityId)
    expect((await review(at.committee, activityId)).error.code).toBe('access.denied')
    expect((await waiting(at.township))[0]).toBe(activityId)
    const due = async (person: Person) =>
      (await person.ask(getDue)).body.rows.filter((row) => row.id === `minutes-second-view/${activityId}`)
    expect(await due(at.township)).toMatchObject([{ note: '石桥支部', link: `/activities/${activityId}` }])
    // Who looked first, and who wrote them, are not asked again.
    expect([...(await due(at.committee)), ...(await due(who))]).toEqual([])
    told(await review(at.township, activityId, 'well'))
    expect(await due(at.township)).toEqual([])
    const after = await seen(who, activityId)
    expect(after.reviews.map((one) => [one.gradeLabel, one.second])).toEqual([
      ['记得好', true],
      ['记了', false],
    ])
    expect((await review(at.township, activityId)).error.code).toBe('conflict.duplicate')
  })

  it('are never measured: no answer has a length, a count of words or a rank', async () => {
    const activityId = await written('字'.repeat(5_000))
    told(await review(at.committee, activityId))
    const answers = [
      await seen(who, activityId),
      told(await at.township.ask(contract.listMinutesToReview, {})),
    ]
    const keys = JSON.stringify(answers).match(/"\w+":/g) ?? []
    expect(keys.filter((key) => /length|words|chars|rank|score|average/i.test(key))).toEqual([])
  })

  it('that were corrected are looked at anew, and what was said before is marked as of then', async () => {
    const activityId = await written()
    told(await review(at.committee, activityId, 'done'))
    await reopen(test, who, activityId, '补写')
    expect((await review(at.township, activityId)).error.code).toBe('state.wrong')
    await record(who, activityId, [], '补写了反对意见。')
    expect((await seen(who, activityId)).reviews).toMatchObject([{ outdated: true }])
    told(await review(at.committee, activityId, 'well'))
    expect((await seen(who, activityId)).reviews).toMatchObject([{ outdated: false }, { outdated: true }])
  })

  it('are not graded by who wrote them, by the branch, by strangers, nor where none are written; once by two at once', async () => {
    const activityId = await written()
    expect((await review(who, activityId)).error.code).toBe('access.denied')
    expect((await review(at.deputy, activityId)).error.code).toBe('access.denied')
    const beside = await test.person('branch-secretary', at.tree.sibling)
    expect((await review(beside, activityId)).error.code).toBe('not-found')
    expect((await beside.ask(contract.getMinutesReview, { params: { activityId } })).error.code).toBe(
      'not-found',
    )
    expect((await who.ask(contract.listMinutesToReview, {})).error.code).toBe('access.denied')
    const empty = await assembly(who, at.tree.branch)
    await record(who, empty)
    expect((await review(at.committee, empty)).error.code).toBe('state.wrong')
    expect((await ask(who, empty)).error.code).toBe('state.wrong')
    const own = await assembly(at.committee, at.tree.branch)
    await record(at.committee, own, [], '代记的。')
    expect((await review(at.committee, own)).error.code).toBe('access.denied')
    const both = await Promise.all([review(at.committee, activityId), review(at.township, activityId)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const requestId = newId()
    const other = await written()
    const first = await review(at.committee, other, 'well', requestId)
    expect((await review(at.committee, other, 'well', requestId)).body).toEqual(first.body)
  })
})

describe('the form of minutes on paper', () => {
  const form = {
    title: '{org}会议记录',
    number: '石支记〔{year}〕{no} 号',
    signatures: ['主持人', '记录人', '监督员'],
    photo: true,
    foot: '',
  }

  it('is the county’s own for all below, and one’s own where there is one', async () => {
    const get = async (person: Person) =>
      told(await person.ask(contract.getMinutesForm, { params: { orgId: at.tree.branch } }))
    expect(await get(who)).toMatchObject({ own: false, orgName: null, abilities: { change: false } })
    const put = (person: Person, orgId: number) =>
      person.ask(contract.setMinutesForm, { params: { orgId }, body: form })
    expect((await put(who, at.tree.branch)).error.code).toBe('access.denied')
    expect((await put(who, at.tree.township)).error.code).toBe('not-found')
    const two = await Promise.all([put(at.township, at.tree.township), put(at.township, at.tree.township)])
    expect(two.map((one) => one.status)).toEqual([200, 200])
    expect(await get(who)).toMatchObject({ own: false, orgName: '青禾镇', form })
  })
})
