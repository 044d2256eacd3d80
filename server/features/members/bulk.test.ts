import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { saveNaturalVillage } from '../../../contract/organisations.ts'
import type { RegisterValues } from '../../../contract/register.ts'
import type { Ctx } from '../../core/context/context.ts'
import { listenToStatements, statementListener } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byText, newIdNumber, newMobile, refusal, register, runAs } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import {
  addMembers,
  changeMembers,
  hashIdNumber,
  matchByIdHash,
  type NewMember,
  readRegister,
  removeUntouched,
} from './commands.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
})

function as<T>(person: Person, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  return runAs(test, person, run)
}

const full: RegisterValues & { name: string } = {
  name: '林秀兰',
  sex: 'female',
  ethnic: '01',
  birthOn: '1985-03-12',
  education: '31',
  category: 'full',
  joinedOn: '2013-06-18',
  fullOn: '2014-06-18',
  job: '务农',
  landline: '057488001234',
  homeAddress: '临溪村 1 号',
  membershipStatus: 'normal',
  isLost: true,
  lostOn: '2025-01-01',
  isFloating: true,
  floatingTo: '杭州',
  householdPlace: '临溪村石桥',
  partyPost: '组织委员',
  nativePlace: '浙江宁波',
  degree: '学士',
  school: '宁波大学',
  major: '农学',
  technicalPost: '农艺师',
  newStratum: '无',
  isMigrantWorker: true,
  jointUnit: '无',
  fileKeptAt: '镇政府',
  residence: '临溪村',
  lostKind: '1',
  completeness: '100%',
  monthlyDues: 350,
  duesPaidThrough: '2026-10',
  policeStation: '青禾派出所',
  dischargedOn: '2010-12-01',
  relationSettledOn: '2011-01-01',
}

function row(values: Partial<RegisterValues> = {}, more: Partial<NewMember> = {}): NewMember {
  return {
    memberId: newId(),
    orgId: tree.branch,
    values: { ...full, idNumber: newIdNumber(), mobile: newMobile(), ...values },
    ...more,
  }
}

const why = { reason: '导入花名册' }

describe('a register entered at once', () => {
  it('says every column back as it came, and nothing that was not there', async () => {
    const rows = [row(), row({ name: '曾小贤' })]
    const bare = row()
    bare.values = { name: '只有名字', category: 'activist' }
    const { memberId } = bare
    await as(secretary, (ctx) => addMembers(ctx, [...rows, bare], why))
    const lines = await as(secretary, (ctx) =>
      readRegister(ctx, { memberIds: [...rows.map((one) => one.memberId), memberId] }),
    )
    expect(lines.map((line) => line.values.name)).toEqual(['林秀兰', '曾小贤', '只有名字'])
    expect(lines[0]?.values).toEqual({ ...rows[0]?.values, branchName: '石桥支部' })
    expect(lines[2]?.values).toEqual({
      name: '只有名字',
      branchName: '石桥支部',
      category: 'activist',
      membershipStatus: 'normal',
      isLost: false,
      isFloating: false,
    })
    expect(lines[0]).toMatchObject({ version: 1, orgId: tree.branch, stageOn: '2014-06-18' })
    const { body } = await secretary.ask(contract.getMember, {
      params: { memberId: rows[0]?.memberId as string },
    })
    expect(body.events.map((event) => [event.kind, event.reason]).toSorted(byText)).toEqual([
      ['entered', '导入花名册'],
      ['floating', '导入花名册'],
      ['lost', '导入花名册'],
    ])
  })

  it('is two thousand in as many statements as two, each in the grid of its natural village', async () => {
    const admin = await test.person('county-admin', test.county.rootId)
    await admin.ask(saveNaturalVillage, {
      params: { orgId: tree.village },
      body: { name: '石桥', gridId: tree.grid },
    })
    const count = async (people: number) => {
      const rows = Array.from({ length: people }, (_, i) =>
        row({ name: `党员${i}`, idNumber: serial(people, i) }),
      )
      let statements = 0
      const before = statementListener
      listenToStatements((text) => {
        statements += 1
        before?.(text)
      })
      const written = await as(secretary, (ctx) => addMembers(ctx, rows, why))
      listenToStatements(before)
      expect(written).toEqual(rows.map(({ memberId }) => ({ memberId, version: 1 })))
      return statements
    }
    const two = await count(2)
    expect(await count(2_000)).toBe(two)
    const { body } = await secretary.ask(contract.listMembers, { query: { search: '党员1999' } })
    expect(body.rows[0]).toMatchObject({ gridId: tree.grid })
  })

  it('is all or nothing: a number that is taken is named by the row, and by nothing else', async () => {
    const taken = newIdNumber()
    const other = await test.newCounty('邻县')
    const there = await buildTree(test, other)
    await register(test, [{ orgId: there.branch, idNumber: taken }], other)
    const twice = newIdNumber()
    const rows = [row(), row({ idNumber: taken }), row({ idNumber: twice }), row({ idNumber: twice })]
    const problem = await refusal(as(secretary, (ctx) => addMembers(ctx, rows, why)))
    expect(problem.code).toBe('conflict.duplicate')
    const { memberIds } = problem.details as { memberIds: string[] }
    expect(memberIds).toHaveLength(2)
    expect(memberIds).toContain(rows[1]?.memberId)
    expect(Object.keys(problem.details ?? {})).toEqual(['memberIds'])
    const left = await test.system((ctx) => readRegister(ctx, { memberIds: rows.map((one) => one.memberId) }))
    expect(left).toEqual([])
  })

  it('is refused outside the scope and for what is no branch', async () => {
    const problem = await refusal(
      as(secretary, (ctx) => addMembers(ctx, [row({}, { orgId: tree.village })], why)),
    )
    expect(problem.code).toBe('input.invalid')
    // The branch beside: row-level security holds it, whoever forgot to ask.
    const beside = as(secretary, (ctx) => addMembers(ctx, [row({}, { orgId: tree.sibling })], why))
    await expect(beside).rejects.toThrow(/row-level security/)
  })

  it('takes the stage from the dates where a form has no such column', async () => {
    const wishes = [
      { category: undefined },
      { category: undefined, fullOn: undefined, joinedOn: '2026-01-01' },
      { category: undefined, fullOn: undefined, joinedOn: '1990-01-01' },
    ] as Partial<RegisterValues>[]
    const rows = wishes.map((wish) => row(wish))
    await as(secretary, (ctx) => addMembers(ctx, rows, why))
    const lines = await as(secretary, (ctx) =>
      readRegister(ctx, { memberIds: rows.map((one) => one.memberId) }),
    )
    const stageOf = new Map(lines.map((line) => [line.memberId, line.values.category]))
    expect(rows.map((one) => stageOf.get(one.memberId))).toEqual(['full', 'probationary', 'full'])
  })
})

describe('a register changed and taken back', () => {
  it('leaves no difference in the register after the undo, and says both in the dated list', async () => {
    const memberIds = await register(test, [
      { orgId: tree.branch, name: '改一', job: '务农', school: '宁波大学' },
      { orgId: tree.branch, name: '改二', category: 'probationary', fullOn: undefined },
      { orgId: tree.branch, name: '不改' },
    ])
    const read = () => as(secretary, (ctx) => readRegister(ctx, { memberIds }))
    const before = await read()
    const line = (name: string) => before.find((one) => one.values.name === name)
    const [first, second, third] = memberIds as [string, string, string]
    const mobile = newMobile()
    const changes = [
      {
        memberId: first,
        version: 1,
        values: { job: '电工', mobile, school: null, isFloating: true, floatingTo: '沪' },
      },
      { memberId: second, version: 1, values: { category: 'full', fullOn: '2026-06-18' } },
      { memberId: third, version: 1, values: { name: '不改', isLost: false } },
    ]
    const written = await as(secretary, (ctx) => changeMembers(ctx, changes, why))
    expect(written.map((one) => one.version)).toEqual([2, 2, 1])
    const after = await read()
    expect(after.find((one) => one.memberId === first)?.values).toMatchObject({
      job: '电工',
      mobile,
      floatingTo: '沪',
    })
    expect(after.find((one) => one.memberId === second)).toMatchObject({ stageOn: '2026-06-18' })

    const back = [
      {
        memberId: first,
        version: 2,
        values: { job: '务农', mobile: null, school: '宁波大学', isFloating: false, floatingTo: null },
      },
      { memberId: second, version: 2, values: { category: 'probationary', fullOn: null } },
    ]
    await as(secretary, (ctx) => changeMembers(ctx, back, { reason: '撤回导入', undo: true }))
    const undone = await read()
    expect(undone.map((one) => one.values)).toEqual(before.map((one) => one.values))
    expect(undone.find((one) => one.memberId === second)?.stageOn).toBe(line('改二')?.stageOn)
    const { body } = await secretary.ask(contract.getMember, { params: { memberId: first } })
    expect(body.events.map((event) => event.kind).toSorted(byText)).toEqual([
      'corrected',
      'entered',
      'floating',
      'import-undone',
    ])
  })

  it('is refused with the rows named when somebody has changed one since, and changes none', async () => {
    const memberIds = (await register(test, [
      { orgId: tree.branch, name: '新一' },
      { orgId: tree.branch, name: '新二' },
    ])) as [string, string]
    await secretary.ask(contract.updateMember, {
      params: { memberId: memberIds[1] },
      body: { version: 1, changes: { job: '电工' } },
    })
    const changes = memberIds.map((memberId) => ({ memberId, version: 1, values: { job: '司机' } }))
    const changed = await refusal(as(secretary, (ctx) => changeMembers(ctx, changes, why)))
    expect(changed).toMatchObject({ code: 'version.stale', details: { memberIds: [memberIds[1]] } })
    const written = memberIds.map((memberId) => ({ memberId, version: 1 }))
    const removed = await refusal(as(secretary, (ctx) => removeUntouched(ctx, written)))
    expect(removed).toMatchObject({ code: 'version.stale', details: { memberIds: [memberIds[1]] } })
    const lines = await as(secretary, (ctx) => readRegister(ctx, { memberIds }))
    expect(lines.map((one) => [one.values.name, one.values.job])).toEqual([
      ['新二', '电工'],
      ['新一', undefined],
    ])
  })

  it('takes out who was entered and not touched, with events and number, so that both are free again', async () => {
    const rows = [row(), row()]
    const written = await as(secretary, (ctx) => addMembers(ctx, rows, why))
    await as(secretary, (ctx) => removeUntouched(ctx, written))
    const again = await as(secretary, (ctx) => addMembers(ctx, rows, why))
    expect(again).toEqual(written)
    const events = await test.system((ctx) =>
      ctx.db
        .selectFrom('member_events')
        .select('kind')
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', rows[0]?.memberId as string)
        .where('kind', '=', 'entered')
        .execute(),
    )
    expect(events).toHaveLength(1)
  })

  it('leaves who has an account, a record, or a place in another branch', async () => {
    const [known] = await register(test, [{ orgId: tree.branch }])
    await test.person('member', tree.branch, { memberId: known as string })
    const written = (memberId: unknown) => [{ memberId: memberId as string, version: 1 }]
    const account = await refusal(as(secretary, (ctx) => removeUntouched(ctx, written(known))))
    expect(account).toMatchObject({ code: 'version.stale', details: { memberIds: [known] } })

    const [busy] = await register(test, [{ orgId: tree.branch }])
    await test.system((ctx) =>
      ctx.db
        .insertInto('facts')
        .values({
          county_id: ctx.county,
          fact_id: newId(),
          kind: 'hand-entry',
          day: '2026-11-01',
          member_id: busy as string,
          org_id: tree.branch,
          attrs: '{}',
          source_kind: 'test',
          source_id: newId(),
          recorded_by: newId(),
          recorded_at: ctx.now,
        })
        .execute()
        .then(() => null),
    )
    const record = await refusal(as(secretary, (ctx) => removeUntouched(ctx, written(busy))))
    expect(record.code).toBe('conflict.in-use')

    const [theirs] = await register(test, [{ orgId: tree.sibling }])
    const stranger = await refusal(as(secretary, (ctx) => removeUntouched(ctx, written(theirs))))
    expect(stranger).toMatchObject({ code: 'not-found', details: { memberIds: [theirs] } })
    const change = [{ memberId: theirs as string, version: 1, values: { job: '电工' } }]
    expect((await refusal(as(secretary, (ctx) => changeMembers(ctx, change, why)))).code).toBe('not-found')
  })

  it('never brings back who has left', async () => {
    const [memberId] = (await register(test, [{ orgId: tree.branch }])) as [string]
    await secretary.ask(life.exitMember, {
      params: { memberId },
      body: { kind: 'died', happenedOn: '2026-11-01', reason: '病故' },
    })
    const change = [{ memberId, version: 2, values: { category: 'full' } }]
    const problem = await refusal(as(secretary, (ctx) => changeMembers(ctx, change, why)))
    expect(problem).toMatchObject({ code: 'state.wrong', details: { memberIds: [memberId] } })
  })
})

describe('finding people by their number', () => {
  it('tells the own from those elsewhere in the county, and nothing of where', async () => {
    const [mine, theirs, gone, unknown] = [newIdNumber(), newIdNumber(), newIdNumber(), newIdNumber()]
    const [here, left] = (await register(test, [
      { orgId: tree.branch, idNumber: mine },
      { orgId: tree.branch, idNumber: gone },
    ])) as [string, string]
    const [there] = await register(test, [{ orgId: tree.elsewhere.branch, idNumber: theirs }])
    await secretary.ask(life.exitMember, {
      params: { memberId: left },
      body: { kind: 'transferred', happenedOn: '2026-11-01', reason: '转出' },
    })
    const found = await as(secretary, async (ctx) => {
      const sealer = await ctx.sealer()
      const hashes = [mine, theirs, gone, unknown].map((number) => hashIdNumber(sealer, ` ${number}`))
      const matches = await matchByIdHash(ctx, hashes)
      return hashes.map((hash) => matches.get(hash.toString('hex')) ?? null)
    })
    expect(found).toEqual([
      { memberId: here, version: 1, exited: false },
      { memberId: there, version: null, exited: null },
      { memberId: left, version: 2, exited: true },
      null,
    ])
  })
})

/** Numbers enough for thousands of people: the serial runs through days of birth. */
function serial(of: number, i: number): string {
  const day = new Date(Date.UTC(1950, 0, 1) + (of + Math.floor(i / 300)) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  return newIdNumber(day)
}
