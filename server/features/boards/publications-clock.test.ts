import { describe, expect, it } from 'vitest'
import * as contract from '../../../contract/boards.ts'
import { tasks } from '../../app.ts'
import { useTestApp } from '../../test/app.ts'
import { buildBoardTest, countStatements, goTo, published } from '../../test/boards.ts'
import { closeDuePublications } from './commands.ts'

describe('by the clock', () => {
  const test = useTestApp()
  const run = (day: string) => {
    goTo(test, day)
    return test.system((ctx) => closeDuePublications(ctx))
  }

  it('ends after five working days, and is taken down five later', async () => {
    const board = await buildBoardTest(test)
    const { publicationId, path } = await published(board)
    const state = async () => {
      // A session left alone for half a day is over: each look is somebody who has just signed in.
      const who = await test.person('branch-secretary', board.tree.branch)
      return (await who.ask(contract.getPublication, { params: { publicationId } })).body
    }
    expect((await state()).days).toEqual({ used: 0, allowed: 5 })
    expect(await run('2026-11-27')).toEqual({ ended: 0, expired: 0 })
    expect((await state()).days).toEqual({ used: 5, allowed: 5 })
    expect(await run('2026-11-30')).toEqual({ ended: 1, expired: 0 })
    expect(await state()).toMatchObject({ state: 'ended', stateLabel: '公示期满', path })
    expect(await run('2026-12-04')).toEqual({ ended: 0, expired: 0 })
    expect(await run('2026-12-07')).toEqual({ ended: 0, expired: 1 })
    const expired = await state()
    expect(expired).toMatchObject({ state: 'expired', path: null, days: null })
    expect(expired.steps.slice(2).map(({ label, by }) => [label, by])).toEqual([
      ['公示期满', '系统'],
      ['到期撤下', '系统'],
    ])
  })
})

describe('after weeks without the clock', () => {
  const test = useTestApp()
  const run = () => countStatements(() => test.system((ctx) => closeDuePublications(ctx)))

  it('catches up, in as many statements for three as for one', async () => {
    await published(await buildBoardTest(test))
    goTo(test, '2026-12-21')
    const alone = await run()
    expect(alone.answer).toEqual({ ended: 1, expired: 1 })
    for (let i = 0; i < 3; i += 1) await published(await buildBoardTest(test))
    goTo(test, '2027-02-01')
    const together = await run()
    expect(together.answer).toEqual({ ended: 3, expired: 3 })
    expect(together.statements).toBe(alone.statements)
    expect((await run()).answer).toEqual({ ended: 0, expired: 0 })
  })
})

describe('the queue', () => {
  const test = useTestApp()

  it('ends publications of every county by itself', async () => {
    const board = await buildBoardTest(test)
    const { publicationId } = await published(board)
    goTo(test, '2026-11-30')
    await tasks(test.app.runtime)['close-publications']?.({}, {} as never)
    const who = await test.person('branch-secretary', board.tree.branch)
    expect((await who.ask(contract.getPublication, { params: { publicationId } })).body.state).toBe('ended')
  })
})
