import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/boards.ts'
import { buildCrowd, close, planned, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, countStatements, names, quarter } from '../../test/boards.ts'

const test = useTestApp()
let board: BoardTest

beforeAll(async () => {
  board = await buildBoardTest(test)
})

const boardOf = (who: Person, orgId: number, query: { from?: string; to?: string } = quarter) =>
  who.ask(contract.getBoard, { params: { orgId }, query })

describe('the live board of a branch', () => {
  it('[001-24] shows members by columns in stroke order, each row and column adding up', async () => {
    const { status, body } = await boardOf(board.secretary, board.tree.branch)
    expect(status).toBe(200)
    expect(body.period).toEqual({ ...quarter, label: '2026 年第三季度（7 月至 9 月）' })
    expect(body.members.map(({ label, points }) => [label, points])).toEqual([
      ['丁小红', 400],
      ['王阿根', 200],
      ['方志明', 700],
      ['叶春燕', 400],
      ['林秀兰', 400],
    ])
    const totals = Object.fromEntries(body.columns.map(({ name }, at) => [name, body.totals.cells[at]]))
    expect(totals).toMatchObject({
      '支部会议、活动': 800,
      环境卫生: 1000,
      邻里纠纷调解: 300,
      重大整治贡献: 0,
    })
    expect(body.totals).toMatchObject({ members: 5, points: 2100 })
    for (const { cells, points } of body.members) expect(cells.reduce((a, b) => a + b, 0)).toBe(points)
    expect(body.abilities.prepare).toBe(true)
  })

  it('opens one figure to the activity behind it, of one member and one rule', async () => {
    const { body } = await boardOf(board.secretary, board.tree.branch)
    const column = body.columns.find(({ name }) => name === '邻里纠纷调解')
    const params = { orgId: board.tree.branch, memberId: board.ids['方志明'] ?? '' }
    const { body: opened } = await board.secretary.ask(contract.getBoardEntries, {
      params,
      query: { ...quarter, ruleId: column?.ruleId ?? 0 },
    })
    expect(opened.entries).toEqual([
      expect.objectContaining({
        text: '调解张家李家的墙',
        day: '2026-09-11',
        points: 300,
        recordedBy: '沈国良',
        source: { kind: 'activity', id: board.activities['调解张家李家的墙'] },
      }),
    ])
    expect(opened.points).toBe(300)
    const { body: all } = await board.secretary.ask(contract.getBoardEntries, { params, query: quarter })
    expect(all.points).toBe(700)
  })

  it('follows a correction: the entry that was reversed is counted apart, the figure is what stands', async () => {
    const activityId = await planned(board.secretary, board.tree.branch, {
      day: '2026-10-15',
      title: '十月主题党日',
    })
    await close(board.secretary, activityId)
    const october = { from: '2026-10-01', to: '2026-10-31' }
    const before = await boardOf(board.secretary, board.tree.branch, october)
    expect(before.body.totals.points).toBe(1000)
    await reopen(test, board.secretary, activityId, '丁小红没有来')
    const memberId = board.ids['丁小红'] ?? ''
    const exceptions = [{ memberId, state: 'absent' as const, reason: 'away-working' as const }]
    expect((await close(board.secretary, activityId, { roll: { exceptions } })).status).toBe(200)
    const after = await boardOf(board.secretary, board.tree.branch, october)
    expect(after.body.totals.points).toBe(800)
    const { body } = await board.secretary.ask(contract.getBoardEntries, {
      params: { orgId: board.tree.branch, memberId },
      query: october,
    })
    expect(body).toMatchObject({ entries: [], points: 0, reversed: 1 })
  })

  it('is of this quarter unless a period is named; a period is whole months, begun, of a year at most', async () => {
    const now = await boardOf(board.secretary, board.tree.branch, {})
    expect(now.body.period).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
    for (const [query, field] of [
      [{ from: '2026-07-02', to: '2026-09-30' }, 'query.from'],
      [{ from: '2026-07-01', to: '2026-09-29' }, 'query.from'],
      [{ from: '2026-09-01', to: '2026-07-31' }, 'query.from'],
      [{ from: '2025-01-01', to: '2026-01-31' }, 'query.to'],
      [{ from: '2027-01-01', to: '2027-03-31' }, 'query.from'],
    ] as const) {
      const { status, error } = await boardOf(board.secretary, board.tree.branch, query)
      expect([status, error.code, error.field]).toEqual([400, 'input.invalid', field])
    }
    const impossible = await boardOf(board.secretary, board.tree.branch, { from: '2026-02-30' })
    expect(impossible.status).toBe(400)
  })
})

describe('who sees what', () => {
  it('counts people above the branch: labels without ids, and not in the order of names', async () => {
    for (const who of [board.committee, board.township]) {
      const { body } = await boardOf(who, board.tree.branch)
      expect(body.named).toBe(false)
      expect(body.members.map(({ memberId }) => memberId)).toEqual([null, null, null, null, null])
      expect(body.members.map(({ label }) => label)).toEqual([
        '党员 01',
        '党员 02',
        '党员 03',
        '党员 04',
        '党员 05',
      ])
      expect(body.totals.points).toBe(2100)
      expect(JSON.stringify(body)).not.toMatch(new RegExp(names.join('|')))
      const again = await boardOf(who, board.tree.branch)
      expect(again.body.members).toEqual(body.members)
      expect(body.abilities.prepare).toBe(false)
    }
  })

  it('lists organisations above branches, with counts of people and their sums', async () => {
    const { body } = await boardOf(board.township, board.tree.township)
    expect(body.members).toEqual([])
    expect(body.below).toEqual([expect.objectContaining({ name: '临溪村', members: 6, points: 2100 })])
    const { body: village } = await boardOf(board.committee, board.tree.committee)
    expect(village.below.map(({ name, members, points }) => [name, members, points])).toEqual([
      ['石桥支部', 5, 2100],
      ['东溪支部', 1, 0],
    ])
    expect(village.totals).toMatchObject({ members: 6, points: 2100 })
    const branch = await boardOf(board.committee, board.tree.branch)
    expect(village.totals.cells).toEqual(branch.body.totals.cells)
  })

  it('opens a column above the branch by record, with people as a count and no words about who was helped', async () => {
    const { body } = await board.township.ask(contract.getBoardRecords, {
      params: { orgId: board.tree.township },
      query: quarter,
    })
    expect(body.rows.map(({ text, people, points }) => [text, people, points])).toEqual([
      ['党员大会', 4, 800],
      ['清理河道、路边', 5, 1000],
      ['邻里纠纷调解', 1, 300],
    ])
    expect(body.count).toBe(3)
  })

  it('shows the entries of a member to the branch and to the member, to nobody else', async () => {
    const params = { orgId: board.tree.branch, memberId: board.ids['方志明'] ?? '' }
    const entriesFor = (who: Person) => who.ask(contract.getBoardEntries, { params, query: quarter })
    const own = await test.person('member', board.tree.branch, { memberId: params.memberId })
    const other = await test.person('member', board.tree.branch, { memberId: board.ids['王阿根'] ?? '' })
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    expect((await entriesFor(own)).body.points).toBe(700)
    expect((await entriesFor(board.deputy)).status).toBe(200)
    expect((await entriesFor(board.township)).error.code).toBe('access.denied')
    expect((await entriesFor(other)).error.code).toBe('access.denied')
    expect((await entriesFor(stranger)).error.code).toBe('not-found')
  })

  it('answers a stranger, another county and nobody as it should', async () => {
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    const plain = await test.person('member', board.tree.branch, { memberId: board.ids['丁小红'] ?? '' })
    const county = await test.newCounty('别县')
    const abroad = await test.person('county-officer', county.rootId, { county })
    expect((await boardOf(stranger, board.tree.branch)).error.code).toBe('not-found')
    expect((await boardOf(plain, board.tree.branch)).error.code).toBe('access.denied')
    expect((await boardOf(abroad, board.tree.branch)).error.code).toBe('not-found')
    const nobody = await test.ask(contract.getBoard, { params: { orgId: board.tree.branch } })
    expect(nobody.error.code).toBe('auth.required')
  })
})

describe('the shape of a board', () => {
  it('takes as many statements for sixty members as for one', async () => {
    const count = async () => {
      const { statements, answer } = await countStatements(() => boardOf(board.committee, board.tree.sibling))
      return { statements, members: answer.body.members.length }
    }
    const few = await count()
    await buildCrowd(test, board.tree.sibling, 60)
    const many = await count()
    expect(few.members).toBe(1)
    expect(many).toEqual({ statements: few.statements, members: 61 })
  })

  it('puts an activist on it who has earned something, and people who have left together and unnamed', async () => {
    const activityId = await planned(board.secretary, board.tree.branch, {
      kind: 'sanitation',
      title: '扫雪',
      day: '2026-02-10',
    })
    const added = [board.ids['丁积极'] ?? '']
    expect((await close(board.secretary, activityId, { roll: { added } })).status).toBe(200)
    const gone = board.ids['林秀兰'] ?? ''
    const move = (orgId: number) =>
      test.system((ctx) =>
        ctx.db
          .updateTable('members')
          .set({ org_id: orgId })
          .where('county_id', '=', ctx.county)
          .where('member_id', '=', gone)
          .execute()
          .then(() => null),
      )
    await move(board.tree.sibling)
    const february = { from: '2026-02-01', to: '2026-02-28' }
    const { body } = await boardOf(board.secretary, board.tree.branch, february)
    await move(board.tree.branch)
    expect(body.members.map(({ label, points }) => [label, points])).toEqual([
      ['丁小红', 200],
      ['丁积极', 200],
      ['王阿根', 200],
      ['方志明', 200],
      ['叶春燕', 200],
    ])
    expect(body.moved).toMatchObject({ count: 1, points: 200 })
    expect(body.totals.points).toBe(1200)
  })
})
