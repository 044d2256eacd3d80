import { beforeEach, expect, it } from 'vitest'
import { noteKin } from '../../../contract/kin.ts'
import { decideSelection } from '../../../contract/selection-results.ts'
import { withdrawCandidate } from '../../../contract/selections.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  for (const name of ['丁小红', '王阿根', '叶春燕']) {
    await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
  }
})

const takeOff = (who: Person, selectionId: string, candidateId: string) =>
  who.ask(withdrawCandidate, { params: { selectionId, candidateId }, body: { note: '不合适' } })

it('whoever stands, or has kin who does, takes no rival off by office; another of the office does', async () => {
  const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红', '叶春燕', '王阿根'])
  const [rival = '', own = '', third = ''] = candidateIds
  expect((await takeOff(at.deputy, selectionId, rival)).error).toMatchObject({ code: 'access.denied' })
  const offered = (await world.seen(at.deputy, selectionId)).nominations
  expect(offered.filter((one) => one.abilities.withdraw).map((one) => one.name)).toEqual(['叶春燕'])
  expect((await takeOff(at.deputy, selectionId, own)).status).toBe(200)
  const kin = { params: { memberId: idOf('丁小红') }, body: { relation: 'sibling' as const } }
  const noted = await at.secretary.ask(noteKin, {
    ...kin,
    body: { ...kin.body, kin: { memberId: idOf('叶春燕') } },
  })
  expect(noted.status).toBe(200)
  expect((await takeOff(at.deputy, selectionId, third)).error).toMatchObject({ code: 'access.denied' })
  expect((await takeOff(at.secretary, selectionId, third)).status).toBe(200)
})

it('what was decided is known to members when it is published, not before', async () => {
  const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红', '王阿根'], {
    method: 'decision',
  })
  const body = { chosen: [candidateIds[0] ?? ''], note: '支委会研究，丁小红更合适。' }
  expect((await at.secretary.ask(decideSelection, { params: { selectionId }, body })).status).toBe(200)
  const early = await world.seen(at.member, selectionId)
  expect(early.nominations.map((one) => one.name).toSorted()).toEqual(['丁小红', '王阿根'])
  expect(early.nominations.map((one) => [one.chosen, one.votes])).toEqual([
    [null, null],
    [null, null],
  ])
  expect([early.decision, early.ballot]).toEqual([null, null])
  expect((await world.seen(at.secretary, selectionId)).decision).toBe(body.note)
  await world.stepped(at.committee, selectionId, 'publish')
  const published = await world.seen(at.member, selectionId)
  expect(published.nominations.filter((one) => one.chosen).map((one) => one.name)).toEqual(['丁小红'])
  expect(published.decision).toBe(body.note)
  await world.stepped(at.committee, selectionId, 'recall', '名单写错了')
  const recalled = await world.seen(at.member, selectionId)
  expect([recalled.decision, recalled.nominations.some((one) => one.chosen)]).toEqual([null, false])
})
