import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../../contract/due.ts'
import * as members from '../../../../contract/members.ts'
import * as contract from '../../../../contract/transfers.ts'
import { newId } from '../../../core/ids.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { registerFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree
let secretary: Person
let officer: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  officer = await test.person('township-officer', tree.township)
})

let made = 0

/** Somebody of another branch whom the secretary's file names: asked, and waiting above. */
async function asked(fromOrgId: number) {
  made += 1
  const idNumber = newIdNumber()
  const name = `钱${'一二三四五六七八九'[made - 1]}`
  const [memberId] = await register(test, [{ orgId: fromOrgId, name, idNumber }])
  const found = await imports.dryRun(secretary, tree.branch, await registerFile([{ name, idNumber }]))
  await imports.apply(secretary, found.importId)
  return { memberId: memberId as string, name, idNumber, importId: found.importId }
}

const waiting = async (person: Person) => (await person.ask(contract.listTransferProposals)).body

async function proposalOf(person: Person, memberId: string) {
  return (await waiting(person)).rows.find((row) => row.memberId === memberId)
}

async function branchOf(memberId: string): Promise<number> {
  const row = await test.system((ctx) =>
    ctx.db
      .selectFrom('members')
      .select('org_id')
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow(),
  )
  return row.org_id
}

const accept = (person: Pick<Person, 'ask'>, proposalId: string, requestId?: string) =>
  person.ask(contract.acceptTransfer, { params: { proposalId }, body: {}, ...(requestId && { requestId }) })
const dismiss = (person: Pick<Person, 'ask'>, proposalId: string, note = '他还在东溪') =>
  person.ask(contract.dismissTransfer, { params: { proposalId }, body: { note } })

describe('a person in two books', () => {
  it('is moved by the level above both, with an event, and the branch that asked has the person', async () => {
    const { memberId, name, idNumber, importId } = await asked(tree.sibling)
    const proposal = await proposalOf(officer, memberId)
    expect(proposal).toMatchObject({
      name,
      idNumber: `${idNumber.slice(0, 4)}************${idNumber.slice(-2)}`,
      fromOrgName: '东溪支部',
      toOrgName: '石桥支部',
      stateLabel: '待核对',
      abilities: { decide: true },
    })
    const { body: due } = await officer.ask(getDue)
    expect(due.rows.find((row) => row.id === 'transfer-proposals')?.title).toBe('1 个人两个支部都有，请核对')
    const requestId = newId()
    const first = await accept(officer, proposal?.proposalId as string, requestId)
    expect(first.body).toEqual({ proposalId: proposal?.proposalId, state: 'accepted' })
    expect((await accept(officer, proposal?.proposalId as string, requestId)).body).toEqual(first.body)
    const { body } = await secretary.ask(members.getMember, { params: { memberId } })
    expect(body.events.filter((event) => event.kind === 'branch')).toMatchObject([
      { from: '东溪支部', to: '石桥支部', happenedOn: '2026-11-20' },
    ])
    expect((await imports.rows(secretary, importId)).get(2)?.proposal).toBe('accepted')
    // What was moved by others is not undone by the import.
    const undone = await imports.undo(secretary, importId)
    expect(undone.error).toMatchObject({ code: 'version.stale', details: { lines: [2] } })
  })

  it('stays when the level above says so and why, and may be asked for again', async () => {
    const { memberId, importId } = await asked(tree.sibling)
    const proposal = await proposalOf(officer, memberId)
    const silent = await dismiss(officer, proposal?.proposalId as string, ' ')
    expect(silent.error).toMatchObject({ code: 'input.invalid', field: 'body.note' })
    expect((await dismiss(officer, proposal?.proposalId as string)).body.state).toBe('dismissed')
    expect(await branchOf(memberId)).toBe(tree.sibling)
    expect((await imports.rows(secretary, importId)).get(2)?.proposal).toBe('dismissed')
    const { body } = await officer.ask(contract.listTransferProposals, { query: { state: 'dismissed' } })
    expect(body.rows[0]).toMatchObject({
      note: '他还在东溪',
      fromOrgName: '东溪支部',
      abilities: { decide: false },
    })
  })

  it('is asked for once, however often the file comes, and not at all once the import is undone', async () => {
    const { memberId, name, idNumber, importId } = await asked(tree.sibling)
    const again = await imports.dryRun(secretary, tree.branch, await registerFile([{ name, idNumber }]))
    expect((await imports.apply(secretary, again.importId)).status).toBe(200)
    expect((await waiting(officer)).rows.filter((row) => row.memberId === memberId)).toHaveLength(1)
    expect((await imports.undo(secretary, importId)).status).toBe(200)
    expect(await proposalOf(officer, memberId)).toBeUndefined()
    const { body } = await officer.ask(contract.listTransferProposals, { query: { state: 'withdrawn' } })
    expect(body.rows.map((row) => row.memberId)).toContain(memberId)
  })

  it('of two answers at once gets one', async () => {
    const { memberId } = await asked(tree.sibling)
    const id = (await proposalOf(officer, memberId))?.proposalId as string
    const answers = await Promise.all([accept(officer, id), dismiss(officer, id), accept(officer, id)])
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409, 409])
    const isMoved = answers[1]?.status !== 200
    expect(await branchOf(memberId)).toBe(isMoved ? tree.branch : tree.sibling)
  })
})

describe('who decides', () => {
  it('is above both branches: neither of them, nor a township that has only one', async () => {
    const { memberId } = await asked(tree.elsewhere.branch)
    const county = await test.person('county-officer', test.county.rootId)
    const id = (await proposalOf(county, memberId))?.proposalId as string
    const other = await test.person('township-officer', tree.elsewhere.township)
    const there = await test.person('branch-secretary', tree.elsewhere.branch)
    const second = await test.newCounty('边县')
    const foreign = await test.person('county-officer', second.rootId, { county: second })
    for (const person of [secretary, officer, other, there, foreign]) {
      expect(await proposalOf(person, memberId)).toBeUndefined()
      expect((await accept(person, id)).error.code).toBe('not-found')
      expect((await dismiss(person, id)).error.code).toBe('not-found')
    }
    expect((await accept(test, id)).error.code).toBe('auth.required')
    expect(await branchOf(memberId)).toBe(tree.elsewhere.branch)
    expect((await accept(county, id)).status).toBe(200)
    expect(await branchOf(memberId)).toBe(tree.branch)
    const again = await dismiss(county, id)
    expect(again.error.code).toBe('state.wrong')
  })

  it('cannot be two halves: one office here and another there', async () => {
    const { memberId } = await asked(tree.elsewhere.branch)
    const both = await test.person('township-officer', tree.township)
    await test.system(async (ctx) => {
      const grant = { validFrom: '2000-01-01', validTo: null, reason: '测试' }
      const { insertGrant } = await import('../../access/queries.ts')
      await insertGrant(ctx, {
        grantId: newId(),
        accountId: both.accountId,
        role: 'township-officer',
        orgId: tree.elsewhere.township,
        ...grant,
      })
      const { raiseEpoch } = await import('../../../core/context/raise-epoch.ts')
      await raiseEpoch(ctx)
    })
    expect(await proposalOf(both, memberId)).toBeUndefined()
    const county = await test.person('county-officer', test.county.rootId)
    const id = (await proposalOf(county, memberId))?.proposalId as string
    expect((await accept(both, id)).error.code).toBe('not-found')
  })
})
