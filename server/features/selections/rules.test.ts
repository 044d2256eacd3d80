import { describe, expect, it } from 'vitest'
import { findFlaws } from '../../core/procedure/table.ts'
import { type Ballot, countBallot, sayFailed } from './ballot-rules.ts'
import { selectionProcedure } from './procedure.ts'
import { certificateNumber, judge, levelOf, type Person, type Terms } from './rules.ts'

const terms: Terms = { postGate: true, minimumPoints: 2000, admitsProbationary: false }
const person = (more: Partial<Person> = {}): Person => ({
  stage: 'full',
  standing: 'normal',
  isLost: false,
  posts: [],
  points: 0,
  ...more,
})

it('is a sound procedure', () => {
  expect(findFlaws(selectionProcedure)).toEqual([])
})

describe('who may stand', () => {
  it.each([
    [{ posts: ['环境卫生'] }, terms, 'post', '这一年在“环境卫生”岗位上'],
    [{ points: 2000 }, terms, 'points', '没有岗位，这一年积分 20 分，够 20 分'],
    [{ points: 1999 }, terms, null, '没有岗位，这一年积分 19.99 分，不到 20 分'],
    [{ points: -250 }, terms, null, '没有岗位，这一年积分 −2.5 分，不到 20 分'],
    [{ posts: ['环境卫生'] }, { ...terms, postGate: false }, null, '这一年积分 0 分，不到 20 分'],
    [{ points: 9000 }, { ...terms, minimumPoints: null }, null, '这一年没有岗位'],
    [{}, { ...terms, postGate: false, minimumPoints: null }, 'member', '正式党员'],
    [{ stage: 'exited', points: 9000 }, terms, null, '已经不在这个支部'],
    [{ stage: 'activist', points: 9000 }, terms, null, '还不是党员，是入党积极分子'],
    [{ stage: 'probationary', points: 9000 }, terms, null, '预备党员这次不参评'],
    [
      { stage: 'probationary', points: 9000 },
      { ...terms, admitsProbationary: true },
      'points',
      '没有岗位，这一年积分 90 分，够 20 分',
    ],
    [{ standing: 'suspended', posts: ['巡逻'] }, terms, null, '现在是停止党籍'],
    [{ standing: 'restored', posts: ['巡逻'] }, terms, 'post', '这一年在“巡逻”岗位上'],
    [{ isLost: true, posts: ['巡逻'] }, terms, null, '失去联系，找到以后再参评'],
  ] as const)('%o under %o by %s: %s', (more, asked, gate, reason) => {
    expect(judge(person(more as Partial<Person>), asked)).toEqual({ eligible: gate !== null, gate, reason })
  })

  it('says nothing of the points to who may not see them', () => {
    expect(judge(person({ points: 2900 }), terms, false).reason).toBe('没有岗位，这一年积分够 20 分')
    expect(judge(person({ points: 100 }), terms, false).reason).not.toContain('1 分')
  })
})

describe('a ballot', () => {
  const names = new Map([
    ['a', '丁小红'],
    ['b', '王阿根'],
    ['c', '方志明'],
  ])
  const around = { names, quota: 1, voters: 12 }
  const tally = (candidateId: string, ayes: number, against = 0, present = 10) => ({
    candidateId,
    for: ayes,
    against,
    abstain: present - ayes - against,
  })
  const ballot = (more: Partial<Ballot> = {}): Ballot => ({
    entitled: 12,
    present: 10,
    tallies: [tally('a', 9), tally('b', 7, 1), tally('c', 6, 4)],
    ...more,
  })
  const refused = (more: Partial<Ballot>, among = around) => {
    try {
      countBallot(ballot(more), among)
    } catch (error) {
      return (error as Error).message
    }
    return 'not refused'
  }

  it('chooses by more than half of those entitled, most votes first, up to the places', () => {
    expect(countBallot(ballot(), around)).toEqual({ chosen: ['a'] })
    expect(countBallot(ballot(), { ...around, quota: 2 })).toEqual({ chosen: ['a', 'b'] })
    // Six of twelve is half, not more.
    expect(countBallot(ballot(), { ...around, quota: null })).toEqual({ chosen: ['a', 'b'] })
  })

  it.each([
    [{ entitled: 13 }, /比有表决权的党员 12 人还多/],
    [{ present: 13 }, /实到 13 人，比应到 12 人还多/],
    [{ present: 5 }, /不到应到 12 人的一半/],
    [{ tallies: [tally('a', 9)] }, /一一对应/],
    [{ tallies: [tally('a', 9), tally('a', 9), tally('b', 7)] }, /一一对应/],
    [{ tallies: [tally('a', 9), tally('b', 7), tally('x', 7)] }, /一一对应/],
    [{ tallies: [tally('a', 9), tally('b', 7), tally('c', 6, 0, 9)] }, /方志明的三项加起来是 9，实到 10 人/],
  ])('refuses %o', (more, why) => {
    expect(refused(more)).toMatch(why)
  })

  it.each([
    [[tally('a', 6), tally('b', 5), tally('c', 5)], { failed: 'majority' }, /没有人过应到人数的一半/],
    [
      [tally('a', 8), tally('b', 8), tally('c', 0)],
      { failed: 'level' },
      /名额最后一个，丁小红、王阿根票数一样/,
    ],
  ])('chooses nobody by %o', (tallies, failed, why) => {
    const count = countBallot(ballot({ tallies }), around)
    expect(count).toMatchObject(failed)
    expect(sayFailed(count, names)).toMatch(why)
  })

  it('takes exactly half of those entitled as enough to vote', () => {
    const tallies = [tally('a', 6, 0, 6), tally('b', 0, 6, 6), tally('c', 0, 6, 6)]
    expect(countBallot(ballot({ present: 6, tallies }), around)).toEqual({ failed: 'majority' })
    const all = { entitled: 11, present: 6, tallies }
    expect(countBallot(ballot(all), around)).toEqual({ chosen: ['a'] })
  })
})

it('knows the level of who awards as honours know it, and none below', () => {
  expect([
    levelOf('township', 'county'),
    levelOf('committee', 'village'),
    levelOf('committee', 'township'),
    levelOf('branch', 'village'),
    levelOf('branch', 'committee'),
    levelOf('committee', 'enterprise'),
    levelOf('county', null),
  ]).toEqual(['town', 'village', 'town', null, null, null, 'district'])
  expect(certificateNumber(2026, 3)).toBe('评优〔2026〕3 号')
})
