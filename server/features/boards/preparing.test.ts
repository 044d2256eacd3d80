import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/boards.ts'
import { newId } from '../../core/ids.ts'
import { close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, prepare, quarter } from '../../test/boards.ts'

const test = useTestApp()
let board: BoardTest

// A branch of its own for each test: one list at a time is under way for a period.
beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
})

const one = (publicationId: string) => ({ params: { publicationId } })
const see = (who: Person, publicationId: string) => who.ask(contract.getPublication, one(publicationId))
const withdraw = (who: Person, publicationId: string) =>
  who.ask(contract.withdrawPublication, { ...one(publicationId), body: { note: '发错了' } })

async function prepared(): Promise<string> {
  const { body, status } = await prepare(board.secretary, board.tree.branch)
  expect(status).toBe(200)
  return body.publicationId
}

describe('preparing', () => {
  it('[001-24] freezes exactly what will be public: names in stroke order, columns, totals, what each is made of', async () => {
    const contact = { place: '村党群服务中心', hours: '8:00 到 17:00', telephone: '668001' }
    const { body } = await prepare(board.secretary, board.tree.branch, { contact })
    expect(body.dueOn).toBe('2026-11-25')
    const { snapshot, state, stateLabel } = (await see(board.secretary, body.publicationId)).body
    expect([state, stateLabel]).toEqual(['prepared', '待复核'])
    expect(snapshot).toMatchObject({
      title: '石桥支部党员积分公示',
      orgName: '石桥支部',
      placeName: '临溪村',
      asOf: '2026-11-20',
      allMembers: true,
      preparedBy: '沈国良',
      moved: null,
      contact,
    })
    expect(snapshot?.rows.map(({ name, points }) => [name, points])).toEqual([
      ['丁小红', 400],
      ['王阿根', 200],
      ['方志明', 700],
      ['叶春燕', 400],
      ['林秀兰', 400],
    ])
    expect(snapshot?.rows[2]?.facts).toEqual([
      { day: '2026-07-16', text: '党员大会', points: 200 },
      { day: '2026-08-20', text: '清理河道、路边', points: 200 },
      { day: '2026-09-11', text: '邻里纠纷调解', points: 300 },
    ])
    expect(snapshot?.totals.points).toBe(2100)
    expect(snapshot?.rules).toContainEqual({
      name: '重大整治贡献',
      points: '3 每次',
      how: '另一个人批了才记',
    })
    expect(snapshot?.rules).toContainEqual(
      expect.objectContaining({ name: '市、区、镇荣誉', points: '10 每项' }),
    )
  })

  it('holds no id, no birthday, no illness and nobody who was helped', async () => {
    const publicationId = await prepared()
    const { snapshot } = (await see(board.secretary, publicationId)).body
    const said = JSON.stringify(snapshot)
    for (const id of [...Object.values(board.ids), ...Object.values(board.activities)])
      expect(said).not.toContain(id)
    expect(said).not.toMatch(/病|住院|张家|请假|leave|ill/)
  })

  it('tells where the office is once: the next list of the branch knows it', async () => {
    const contact = { place: '老祠堂', hours: '', telephone: '0573-82345678' }
    const { body } = await prepare(board.secretary, board.tree.branch, { contact })
    await withdraw(board.secretary, body.publicationId)
    const again = await see(board.secretary, await prepared())
    expect(again.body.snapshot?.contact).toEqual(contact)
  })

  it('is for the branch itself: not above it, not beside it, not for a plain member', async () => {
    const { branch, committee, elsewhere } = board.tree
    const plain = await test.person('member', branch, { memberId: board.ids['丁小红'] ?? '' })
    const stranger = await test.person('branch-secretary', elsewhere.branch)
    const overBoth = await test.person('branch-secretary', committee)
    const abroad = await test.newCounty('别县')
    const foreigner = await test.person('branch-secretary', abroad.rootId, { county: abroad })
    expect((await prepare(board.committee, branch)).error.code).toBe('access.denied')
    expect((await prepare(plain, branch)).error.code).toBe('access.denied')
    expect((await prepare(overBoth, branch)).error.message).toBe('有名字的榜只能由支部自己制表。')
    expect((await prepare(stranger, branch)).error.code).toBe('not-found')
    expect((await prepare(foreigner, branch)).error.code).toBe('not-found')
    const nobody = await test.ask(contract.preparePublication, { body: { orgId: branch, ...quarter } })
    expect(nobody.error.code).toBe('auth.required')
  })

  it('is once for a period, of two at once as well; another period is another list', async () => {
    const { branch } = board.tree
    const answers = await Promise.all([prepare(board.secretary, branch), prepare(board.deputy, branch)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const second = await prepare(board.secretary, branch, { from: '2026-07-01', to: '2026-07-31' })
    expect(second.status).toBe(200)
  })

  it('answers a replay with the first list and makes no second', async () => {
    const requestId = newId()
    const first = await prepare(board.secretary, board.tree.branch, {}, requestId)
    const again = await prepare(board.secretary, board.tree.branch, {}, requestId)
    expect(first.body.publicationId).toBe(requestId)
    expect(again.body).toEqual(first.body)
    const { body } = await board.secretary.ask(contract.listPublications, {
      query: { orgId: board.tree.branch },
    })
    expect(body.count).toBe(1)
    const other = await prepare(board.secretary, board.tree.branch, { title: '另一张' }, requestId)
    expect(other.error.code).toBe('request.id-reused')
  })

  it.each([
    [{ title: '  ' }, 'body.title'],
    [{ from: '2026-07-02' }, 'query.from'],
    [{ to: '2026-02-30' }, 'body.to'],
    [{ contact: { place: '', hours: '', telephone: '13800138000' } }, 'body.contact.telephone'],
  ])('refuses %j and names the field', async (wish, field) => {
    const { status, error } = await prepare(board.secretary, board.tree.branch, wish)
    expect([status, error.field]).toEqual([400, field])
  })
})

describe('the guard', () => {
  const idNumber = '110101199003077774'

  it.each([
    ['an ID number', `清理河道 ${idNumber}`, 'id-number'],
    ['an ID number in full width', '清理河道 １１０１０１１９９００３０７７７７４', 'id-number'],
    ['an ID number in pieces', '清理河道 110101 19900307 7774', 'id-number'],
    ['a phone number', '清理河道，联系 13812345678', 'phone'],
    ['a phone number in pieces', '清理河道，联系 138 1234 5678', 'phone'],
  ])(
    '[002-46] blocks a list with %s in it, and shows where with at most 10 of 18 digits',
    async (_, title, kind) => {
      const activityId = await planned(board.secretary, board.tree.branch, {
        kind: 'sanitation',
        title,
        day: '2026-09-20',
      })
      expect((await close(board.secretary, activityId)).status).toBe(200)
      const { status, error } = await prepare(board.secretary, board.tree.branch)
      expect([status, error.code]).toEqual([400, 'input.invalid'])
      expect(error.details).toMatchObject({ kind, where: '丁小红 9月20日 那一条' })
      expect(error.message).toMatch(/^没有公示：丁小红 9月20日 那一条里有(身份证号|电话号码)（/)
      const shown = String(error.details?.['shown'])
      expect(shown.replace(/\D/g, '').length).toBeLessThanOrEqual(kind === 'id-number' ? 10 : 7)
      expect(JSON.stringify(error)).not.toContain(idNumber)
      const { body } = await board.secretary.ask(contract.listPublications, {
        query: { orgId: board.tree.branch },
      })
      expect(body.count).toBe(0)
    },
  )

  it('[002-46] blocks a number in the title, and lets the office’s own telephone stand', async () => {
    const contact = { place: '值班室', hours: '', telephone: '0573-82345678' }
    const blocked = await prepare(board.secretary, board.tree.branch, { title: `公示 ${idNumber}` })
    expect(blocked.error.details).toMatchObject({ where: '标题', kind: 'id-number' })
    expect((await prepare(board.secretary, board.tree.branch, { contact })).status).toBe(200)
  })
})
