import { expect, test } from 'vitest'
import { type BoardView, boardPath, readBoardView } from './board-view.ts'

test('what is open of a board comes back from its own address', () => {
  const span = { orgId: 9, from: '2026-07-01', to: '2026-09-30' }
  const views: BoardView[] = [
    { ...span, why: undefined },
    { ...span, why: { memberId: '0198c7a2-1111-7000-8000-000000000001', orgId: undefined, ruleId: 4 } },
    { ...span, why: { memberId: undefined, orgId: 12, ruleId: undefined } },
  ]
  const read = (path: string) => readBoardView(new URLSearchParams(path.split('?')[1]))
  for (const view of views) expect(read(boardPath(view))).toEqual(view)
  expect(read('/boards?from=soon&rule=4')).toEqual({
    orgId: undefined,
    from: undefined,
    to: undefined,
    why: undefined,
  })
})
