import { beforeEach, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  for (const name of ['丁小红', '王阿根', '叶春燕'])
    await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
})

it('stands on the start page of whoever has the next step, and of nobody else', async () => {
  const due = async (who: Person) =>
    (await who.ask(getDue)).body.rows.filter((row) => row.link.startsWith('/selections/'))
  const verbs = async (who: Person) => (await due(who)).map((row) => row.verb)
  const selectionId = await world.opened(at.secretary, at.tree.branch, { nominateUntil: '2026-11-20' })
  const candidateId = await world.nominated(at.secretary, selectionId, idOf('叶春燕'))
  expect(await verbs(at.secretary)).toEqual([])
  await world.comeBack(test, at, '2026-11-23')
  expect(await due(at.secretary)).toEqual([
    expect.objectContaining({
      title: '石桥支部 2026 年优秀共产党员提名到期，可以结束提名',
      verb: '结束',
      link: `/selections/${selectionId}`,
    }),
  ])
  await world.stepped(at.secretary, selectionId, 'close')
  expect([await verbs(at.secretary), await verbs(at.deputy), await verbs(at.member)]).toEqual([
    ['记票'],
    [],
    [],
  ])
  await world.vote(at.secretary, selectionId, { [candidateId]: [4, 0, 0] })
  expect([await verbs(at.secretary), await verbs(at.deputy), await verbs(at.committee)]).toEqual([
    [],
    [],
    ['复核'],
  ])
  expect((await due(at.committee))[0]?.dueOn).toBe('2026-11-26')
  await world.stepped(at.committee, selectionId, 'publish')
  expect(await verbs(at.secretary)).toEqual([])
  await world.comeBack(test, at, '2026-12-01')
  expect([await verbs(at.secretary), await verbs(at.deputy)]).toEqual([['表彰'], []])
})
