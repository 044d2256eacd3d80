import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byNumber, byText, newIdNumber, type RegisteredWish, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
})

async function someone(values: Partial<RegisteredWish> = {}): Promise<string> {
  const [memberId] = await register(test, [{ orgId: tree.branch, ...values }])
  return memberId as string
}

/** At a stage before membership, since a day. */
async function candidate(category: string, stageOn: string, birthOn = '1990-01-01'): Promise<string> {
  const memberId = await someone({
    category,
    birthOn,
    joinedOn: undefined,
    fullOn: undefined,
    idNumber: newIdNumber(birthOn),
  })
  await secretary.ask(contract.updateMember, {
    params: { memberId },
    body: { version: 1, changes: { stageOn } },
  })
  return memberId
}

async function detail(memberId: string) {
  return (await secretary.ask(contract.getMember, { params: { memberId } })).body
}

describe('the ways out', () => {
  const exit = (memberId: string, kind: contract.ExitKind, happenedOn = '2026-11-01') =>
    secretary.ask(life.exitMember, {
      params: { memberId },
      body: { kind, happenedOn, reason: '大会决议' },
    })
  const readmit = (memberId: string, stage: contract.Stage, happenedOn = '2026-11-10') =>
    secretary.ask(life.readmitMember, {
      params: { memberId },
      body: { stage, happenedOn, reason: '重新登记' },
    })

  it('are open by stage: who is on probation is cancelled, never persuaded out', async () => {
    const onProbation = await someone({
      category: 'probationary',
      joinedOn: '2026-03-01',
      fullOn: undefined,
    })
    for (const kind of ['persuaded-out', 'removed', 'expelled', 'stopped'] as const) {
      expect((await exit(onProbation, kind)).error).toMatchObject({ code: 'state.wrong', field: 'body.kind' })
    }
    expect((await exit(onProbation, 'cancelled')).status).toBe(200)
    expect((await exit(onProbation, 'died')).error.code).toBe('state.wrong')
    const activist = await candidate('activist', '2025-01-01')
    expect((await exit(activist, 'cancelled')).error.code).toBe('state.wrong')
    expect((await exit(activist, 'stopped')).status).toBe(200)
    const full = await someone()
    expect((await exit(full, 'expelled')).status).toBe(200)
    expect(await detail(full)).toMatchObject({ standing: 'expelled', stage: 'exited' })
  })

  it('keep the ID number taken, and lead back as the rules allow', async () => {
    const idNumber = newIdNumber()
    const memberId = await someone({ idNumber })
    await exit(memberId, 'transferred')
    const again = await secretary.ask(contract.createMember, {
      body: {
        orgId: tree.branch,
        name: '又来',
        stage: 'full',
        idNumber,
        happenedOn: '2026-11-10',
        reason: '转入',
      },
    })
    expect(again.error.code).toBe('conflict.duplicate')
    expect((await readmit(memberId, 'full', '2026-10-31')).error.field).toBe('body.happenedOn')
    expect((await readmit(memberId, 'full')).status).toBe(200)
    expect(await detail(memberId)).toMatchObject({ stage: 'full', exitKind: null, fullOn: '2014-06-18' })
    const { events } = await detail(memberId)
    expect(events.find((event) => event.kind === 'readmitted')).toMatchObject({
      from: 'transferred',
      to: 'full',
    })
    expect((await readmit(memberId, 'full')).error.code).toBe('state.wrong')
  })

  it('bar for five years whom the Party struck off, and then only as an applicant', async () => {
    const memberId = await someone({ joinedOn: '2000-07-01', fullOn: '2001-07-01' })
    await exit(memberId, 'removed', '2021-11-11')
    expect((await readmit(memberId, 'applicant', '2026-11-10')).error).toMatchObject({
      code: 'state.wrong',
      details: { notBefore: '2026-11-11' },
    })
    expect((await readmit(memberId, 'full', '2026-11-11')).error.field).toBe('body.stage')
    expect((await readmit(memberId, 'applicant', '2026-11-11')).status).toBe(200)
    expect(await detail(memberId)).toMatchObject({
      stage: 'applicant',
      joinedOn: null,
      fullOn: null,
      partyAge: null,
    })
  })
})

describe('contact, posts and status', () => {
  const contact = (memberId: string, body: object) =>
    secretary.ask(life.changeContact, { params: { memberId }, body: body as never })

  it('marks lost with a warning when it is early, and found again', async () => {
    const memberId = await someone()
    const lost = { change: 'lost', happenedOn: '2026-10-01', reason: '联系不上' }
    expect((await contact(memberId, lost)).body.warnings.map((one) => one.code)).toEqual(['lost-early'])
    expect((await contact(memberId, lost)).error.code).toBe('state.wrong')
    expect(await detail(memberId)).toMatchObject({ isLost: true, lostOn: '2026-10-01' })
    const found = { change: 'found', happenedOn: '2026-09-30', reason: '找到了' }
    expect((await contact(memberId, found)).error.field).toBe('body.happenedOn')
    expect((await contact(memberId, { ...found, happenedOn: '2026-11-02' })).status).toBe(200)
    expect(await detail(memberId)).toMatchObject({ isLost: false, lostOn: null })
    const kinds = (await detail(memberId)).events.map((event) => event.kind)
    expect(kinds.toSorted(byText)).toEqual(['entered', 'found', 'lost'])
    const stranger = await test.person('branch-secretary', tree.sibling)
    const theirs = await stranger.ask(life.changeContact, { params: { memberId }, body: lost as never })
    expect(theirs.error.code).toBe('not-found')
  })

  it('gives a post once and ends it once, a Party post to full members only', async () => {
    const memberId = await someone()
    const post = (kind: string, who = memberId) =>
      secretary.ask(life.addPost, {
        params: { memberId: who },
        body: { kind: kind as 'party', title: '组织委员', validFrom: '2026-01-01' },
      })
    const both = await Promise.all([post('party'), post('party')])
    expect(both.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])
    const postId = both.find((one) => one.status === 200)?.body.postId as string
    const end = (validTo: string, id = postId) =>
      secretary.ask(life.endPost, { params: { memberId, postId: id }, body: { validTo, reason: '换届' } })
    expect((await end('2025-12-31')).error.field).toBe('body.validTo')
    expect((await end('2026-11-01', newId())).error.code).toBe('not-found')
    expect((await end('2026-11-01')).body.version).toBe(3)
    expect((await end('2026-11-02')).error.code).toBe('state.wrong')
    const activist = await candidate('activist', '2025-01-01')
    expect((await post('party', activist)).error.code).toBe('state.wrong')
    expect((await post('service', activist)).status).toBe(200)
  })

  it('changes the status of members only, and not into what it is', async () => {
    const standing = (memberId: string, to: 'normal' | 'suspended') =>
      secretary.ask(life.changeStanding, {
        params: { memberId },
        body: { standing: to, happenedOn: '2026-11-01', reason: '上级批复' },
      })
    const memberId = await someone()
    expect((await standing(memberId, 'normal')).error.code).toBe('state.wrong')
    expect((await standing(memberId, 'suspended')).status).toBe(200)
    expect((await standing(await candidate('activist', '2025-01-01'), 'suspended')).error.code).toBe(
      'state.wrong',
    )
  })
})
