import { beforeEach, expect, it } from 'vitest'
import { noteKin } from '../../../contract/kin.ts'
import * as objections from '../../../contract/objections.ts'
import { useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import * as world from '../../test/selections.ts'
import { setYearThreshold, tryToBegin } from '../../test/talks.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''

/** 丁小红 is kin to 叶春燕, who is the deputy. */
beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  await world.holdPost(test, idOf('丁小红'), { orgId: at.tree.branch })
  const params = { memberId: idOf('丁小红') }
  const body = { kin: { memberId: idOf('叶春燕') }, relation: 'sibling' as const }
  const noted = await at.secretary.ask(noteKin, { params, body })
  if (noted.error) throw new Error(noted.error.message)
})

const aboutKin = /^这件事和您的亲属有关，请支部里另一位同志来/

it('kin of a candidate decide nothing of the selection, and its page offers them nothing', async () => {
  const { selectionId, candidateIds } = await world.readyToDecide(at, ['丁小红'])
  const counts = { [candidateIds[0] ?? '']: [4, 0, 0] as const }
  expect((await world.vote(at.deputy, selectionId, counts)).error.message).toMatch(aboutKin)
  expect((await world.seen(at.deputy, selectionId)).abilities).toMatchObject({ decide: false, cancel: false })
  expect((await world.vote(at.secretary, selectionId, counts)).status).toBe(200)
})

it('kin do not answer an objection about each other, and another does', async () => {
  await buildScheme(test, at.tree.village)
  const params = { orgId: at.tree.branch }
  const about = { memberId: idOf('丁小红'), factId: null, ruleId: null }
  const body = { channel: 'in-person' as const, about, text: '少记了一次', contact: null }
  const raised = await at.secretary.ask(objections.recordObjection, { params, body })
  expect(raised.error).toBeUndefined()
  const { objectionId } = raised.body
  const answer = { params: { objectionId }, body: { upheld: false, answer: '查过了', correction: null } }
  expect((await at.deputy.ask(objections.answerObjection, answer)).error.message).toMatch(aboutKin)
  expect((await at.secretary.ask(objections.answerObjection, answer)).status).toBe(200)
})

it('nobody begins a talk with kin as with who has fallen short', async () => {
  await buildScheme(test, at.tree.village)
  await setYearThreshold(at.secretary, at.tree.branch, 60)
  const kinOfDeputy = await test.person('branch-secretary', at.tree.branch, { memberId: idOf('叶春燕') })
  const refused = await tryToBegin(kinOfDeputy, at.tree.branch, idOf('丁小红'))
  expect(refused.error.message).toMatch(aboutKin)
  expect((await tryToBegin(at.secretary, at.tree.branch, idOf('丁小红'))).status).toBe(200)
})
