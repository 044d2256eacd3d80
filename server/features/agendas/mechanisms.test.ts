import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as contract from '../../../contract/agendas.ts'
import type { Segment, SegmentRow } from '../../../contract/segments.ts'
import * as teaching from '../../../contract/teaching.ts'
import { buildCrowd, close, planned, reopen } from '../../test/activities.ts'
import { agendaWish, declared } from '../../test/agendas.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { madePlan, publishedTemplate } from '../../test/plans.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let officer: Person
let secretary: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 6)
  officer = await test.person('township-officer', tree.township)
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
})

type Kind = 'members-assembly' | 'committee-meeting' | 'group-meeting' | 'party-lecture'

const propose = async (who: Person, orgId: number, kind: activities.Heading['kind']) =>
  (await who.ask(activities.proposeActivity, { params: { orgId }, query: { kind } })).body

const detail = async (who: Person, activityId: string) =>
  (await who.ask(activities.getActivity, { params: { activityId } })).body

/** A proposal as the form sends it back: without the names behind the references. */
function parts({ segments }: { segments: readonly SegmentRow[] }): Segment[] {
  return segments.map(({ topicLabel: _, lecturerName: __, siteName: ___, ...one }) => ({
    ...one,
    home: null,
  }))
}

describe('study as the first topic', () => {
  it('[004-03] opens every 三会一课 as proposed; left out, it is recorded, asked for, and stays visible as lacking', async () => {
    const branch = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '议题支部' })
    const people = await buildCrowd(test, branch, 3)
    const own = await test.person('branch-secretary', branch)
    const kinds: Kind[] = ['members-assembly', 'committee-meeting', 'group-meeting', 'party-lecture']
    for (const kind of kinds) {
      await declared(officer, agendaWish(tree.township, kind))
      const proposal = await propose(own, branch, kind)
      expect(proposal.segments[0]).toMatchObject({ kind: 'study', itemId: expect.any(String) })
      const activityId = await planned(own, branch, {
        kind,
        segments: parts(proposal),
        invited: { whom: 'named', memberIds: people },
      })
      expect((await close(own, activityId)).body.lacking).toEqual([])

      const without = await own.ask(activities.recordActivity, {
        body: { orgId: branch, kind, day: '2026-11-20', invited: { whom: 'named', memberIds: people } },
      })
      expect(without.status).toBe(200)
      const [opening, ...rest] = without.body.lacking
      expect(rest).toEqual([])
      expect(opening?.title).toMatch(/^第一议题/)
      expect(opening?.sentence).toMatch(/学了就补上，没学也能记，会一直标着。$/)
    }
    const query = { orgId: branch, lacking: '1' as const }
    const { body } = await own.ask(activities.listActivities, { query })
    expect(new Set(body.rows.map((row) => `${row.kind} ${row.state}`))).toEqual(
      new Set(kinds.map((kind) => `${kind} closed`)),
    )
    expect(body.count).toBe(kinds.length)
  })

  it('is put right by opening the record again, and counts as left out when it was not done after all', async () => {
    await declared(officer, agendaWish(tree.township, 'members-assembly'))
    const proposal = await propose(secretary, tree.branch, 'members-assembly')
    const activityId = await planned(secretary, tree.branch, {
      kind: 'members-assembly',
      segments: parts(proposal),
    })
    const closed = await close(secretary, activityId, { skipped: [0] })
    expect(closed.body.lacking.map((one) => one.title)).toEqual(['第一议题：学习'])
    const { activity } = await detail(secretary, activityId)
    expect(activity.segments.map((one) => one.skipped)).toEqual([true, false])
    expect(activity.lacking).toEqual(closed.body.lacking)

    await reopen(test, secretary, activityId, '学了，漏了记')
    const stray = await close(secretary, activityId, { skipped: [7] })
    expect(stray.error).toMatchObject({ code: 'input.invalid', field: 'body.skipped.0' })
    expect((await close(secretary, activityId, { skipped: [] })).body.lacking).toEqual([])
    expect((await detail(secretary, activityId)).activity.lacking).toEqual([])
  })

  it('[004-03] opens every meeting of a year plan too, from the day on which it is asked', async () => {
    const branch = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '年计划支部' })
    await buildCrowd(test, branch, 2)
    const own = await test.person('branch-secretary', branch)
    await declared(own, agendaWish(branch, 'training', { validFrom: '2027-02-01' }))
    const entry = {
      kind: 'training' as const,
      title: '日常培训',
      work: '学',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=15',
    }
    const templateId = await publishedTemplate(officer, tree.township, { entries: [entry] })
    await madePlan(own, branch, { templateId, adopt: true })
    const query = { orgId: branch, kind: 'training' as const, to: '2027-03-31' }
    const { body } = await own.ask(activities.listActivities, { query })
    expect(body.rows.map((row) => [row.day.slice(0, 7), row.segments.length, row.lacking])).toEqual([
      ['2027-03', 3, []],
      ['2027-02', 3, []],
      ['2027-01', 0, []],
    ])
  })

  it('lacks nothing where nobody has asked for it, and what was held before the day stays as it was', async () => {
    const far = await test.person('branch-secretary', tree.elsewhere.branch)
    await buildCrowd(test, tree.elsewhere.branch, 2)
    const own = await planned(far, tree.elsewhere.branch, { kind: 'members-assembly' })
    expect((await close(far, own)).body.lacking).toEqual([])
    const past = await planned(secretary, tree.branch, { kind: 'group-meeting', day: '2026-11-19' })
    expect((await detail(secretary, past)).activity.lacking).toEqual([])
  })
})

describe('what a theme day is made of', () => {
  it('[002-41] has four prescribed actions and a picklist of fourteen', async () => {
    await declared(officer, agendaWish(tree.township, 'four-and-fourteen'))
    const params = { orgId: tree.branch }
    const { body } = await secretary.ask(contract.getAgenda, { params, query: { kind: 'theme-day' } })
    expect(body.segments).toHaveLength(4)
    expect(body.choices).toHaveLength(14)
    const picked = body.choices.filter((one) => one.topic === 'river-cleaning')
    const segments = [
      ...parts(body),
      ...picked.map(({ itemId, kind, title, topic }) => ({ itemId, kind, title, topic })),
    ]
    const activityId = await planned(secretary, tree.branch, { segments })
    expect((await close(secretary, activityId)).body.lacking).toEqual([])
    const { activity } = await detail(secretary, activityId)
    expect(activity.segments.map((one) => one.title)).toEqual([
      '重温入党誓词',
      '交纳党费',
      '集中学习',
      '议事通报',
      '清理河道',
    ])
    const few = await planned(secretary, tree.branch, { segments: segments.slice(1) })
    expect((await detail(secretary, few)).activity.lacking.map((one) => one.title)).toEqual(['重温入党誓词'])
  })

  it('asks for the X of 5+X, picked or of one’s own', async () => {
    const wish = agendaWish(tree.sibling, 'five-plus-x')
    const named = wish.terms.items.map((one, at) => ({ ...one, title: `固定动作${at + 1}` }))
    const own = await test.person('branch-secretary', tree.sibling)
    await declared(own, { ...wish, terms: { ...wish.terms, items: named } })
    await buildCrowd(test, tree.sibling, 2)
    const proposal = await propose(own, tree.sibling, 'theme-day')
    // The township's four stand besides the five of the branch.
    expect(proposal.segments).toHaveLength(9)
    const bare = await planned(own, tree.sibling, { segments: parts(proposal) })
    expect((await close(own, bare)).body.lacking).toMatchObject([{ itemId: null, title: '自选动作' }])
    const extra = { kind: 'service' as const, title: '帮邻居收稻' }
    const full = await planned(own, tree.sibling, { segments: [...parts(proposal), extra] })
    expect((await close(own, full)).body.lacking).toEqual([])
  })
})

describe('what a part says', () => {
  it('[000-10] is service, study or deliberation, and participation is counted by each', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '三类支部' })
    await buildCrowd(test, orgId, 4)
    const own = await test.person('branch-secretary', orgId)
    const day = (segments: Partial<Segment>[]) =>
      planned(own, orgId, { kind: 'activity-day', segments: segments as Segment[] })
    const both = [
      { kind: 'study' as const, title: '学习' },
      { kind: 'service' as const, title: '清河' },
    ]
    await close(own, await day(both))
    await close(own, await day([{ kind: 'deliberation', title: '议村里的路' }]))
    await close(own, await day(both), { skipped: [0] })
    const span = { from: '2026-01-01', to: '2026-12-31' }
    const { body } = await own.ask(activities.getParticipation, { params: { orgId }, query: span })
    expect(body).toMatchObject({ activities: 3, personTimes: 12, members: 4 })
    expect(body.parts).toEqual([
      { part: 'service', label: '服务', activities: 2, personTimes: 8 },
      { part: 'deliberation', label: '议事', activities: 1, personTimes: 4 },
      { part: 'study', label: '学习', activities: 1, personTimes: 4 },
    ])
    const opened = await own.ask(activities.listActivities, { query: { orgId, part: 'study', ...span } })
    expect(opened.body.count).toBe(1)
  })

  it('[000-11] names its topic from the dictionary, the product’s and the place’s own', async () => {
    const own = await officer.ask(teaching.addTeaching, {
      params: { orgId: tree.township },
      body: { sort: 'topic', kind: 'service', name: '护水巡渠' },
    })
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '主题支部' })
    await buildCrowd(test, orgId, 2)
    const who = await test.person('branch-secretary', orgId)
    const { body: choices } = await who.ask(contract.getAgenda, {
      params: { orgId },
      query: { kind: 'volunteer' },
    })
    const labels = choices.topics.map((one) => one.label)
    expect(labels).toEqual(
      expect.arrayContaining(['看望老党员', '走访困难户', '清理河道', '路边绿化', '义务助农', '护水巡渠']),
    )
    const topics = ['old-members', 'poor-households', 'river-cleaning', own.body.teachingId]
    for (const topic of topics) {
      const segments = [{ kind: 'service' as const, title: '服务', topic }]
      await close(who, await planned(who, orgId, { kind: 'volunteer', segments }))
    }
    const span = { from: '2026-01-01', to: '2026-12-31' }
    const { body } = await who.ask(activities.getParticipation, { params: { orgId }, query: span })
    expect(new Set(body.topics.map((one) => one.label))).toEqual(
      new Set(['看望老党员', '走访困难户', '清理河道', '护水巡渠']),
    )
    const unknown = await who.ask(activities.planActivity, {
      body: {
        orgId,
        kind: 'volunteer',
        title: '服务',
        day: '2026-11-20',
        segments: [{ kind: 'service', title: '服务', topic: 'no-such-topic' }],
      },
    })
    expect(unknown.error).toMatchObject({ code: 'input.invalid', field: 'body.segments.0.topic' })
  })

  it('[004-06] says theory or practice, on site or remote, by whom and where', async () => {
    const params = { orgId: tree.township }
    const add = async (sort: 'lecturer' | 'site', kind: string, name: string) =>
      (await officer.ask(teaching.addTeaching, { params, body: { sort, kind, name } })).body.teachingId
    const lecturerId = await add('lecturer', 'secretary', '陈书记')
    const siteId = await add('site', 'revolutionary', '红军屋')
    const segments = [
      { kind: 'study' as const, title: '党史', mode: 'theory' as const, way: 'remote' as const, lecturerId },
      { kind: 'study' as const, title: '看旧居', mode: 'practice' as const, way: 'on-site' as const, siteId },
    ]
    const activityId = await planned(secretary, tree.branch, { kind: 'study-group', segments })
    // Who taught keeps the name after leaving the register.
    const end = { params: { teachingId: lecturerId }, body: { reason: '调走' } }
    await officer.ask(teaching.endTeaching, end)
    await close(secretary, activityId)
    expect((await detail(secretary, activityId)).activity.segments).toMatchObject([
      { mode: 'theory', way: 'remote', lecturerName: '陈书记', siteName: null },
      { mode: 'practice', way: 'on-site', lecturerName: null, siteName: '红军屋' },
    ])
    const swapped = [{ kind: 'study' as const, title: '党史', lecturerId: siteId }]
    const refused = await secretary.ask(activities.planActivity, {
      body: { orgId: tree.branch, kind: 'study-group', title: '学', day: '2026-11-20', segments: swapped },
    })
    expect(refused.error.field).toBe('body.segments.0.lecturerId')
  })

  it('[004-10] is a talk of an evening in a home, whose household only its own circle is told', async () => {
    const home = { household: '溪头 3 号丁家', startsAt: '19:00', endsAt: '20:30' }
    const segments = [{ kind: 'study' as const, title: '夜谈政策', home }]
    const activityId = await planned(secretary, tree.branch, {
      kind: 'study-group',
      title: '夜谈',
      segments,
      invited: { whom: 'named', memberIds: crowd.slice(0, 2) },
    })
    const called = await test.person('member', tree.branch, { memberId: crowd[0] ?? null })
    for (const who of [secretary, called]) {
      expect((await detail(who, activityId)).activity.segments[0]?.home).toEqual(home)
    }
    const reader = await test.person('supervisor', tree.township)
    for (const who of [officer, reader]) {
      const { activity } = await detail(who, activityId)
      expect(activity.segments[0]?.home).toEqual({ ...home, household: null })
      expect(JSON.stringify(activity)).not.toContain('丁家')
    }
    const list = await secretary.ask(activities.listActivities, { query: { kind: 'study-group' } })
    const mine = await called.ask(activities.listMyActivities)
    expect(JSON.stringify([list.body, mine.body])).not.toContain('丁家')
  })

  it('[004-02] makes the party rules a compulsory lesson of training: class and site, theory and case, with its log', async () => {
    await declared(officer, agendaWish(tree.township, 'training'))
    const committee = await test.person('committee-secretary', tree.committee)
    const site = await officer.ask(teaching.addTeaching, {
      params: { orgId: tree.township },
      body: { sort: 'site', kind: 'integrity', name: '清风馆' },
    })
    const proposal = await propose(committee, tree.committee, 'training')
    expect(proposal.segments.map((one) => [one.topic, one.mode])).toEqual([
      ['party-rules', 'theory'],
      [null, 'case'],
      [null, 'practice'],
    ])
    const segments = parts(proposal).map((one) =>
      one.mode === 'practice' ? { ...one, siteId: site.body.teachingId } : one,
    )
    const invited = { whom: 'named' as const, memberIds: crowd.slice(0, 3) }
    const plan = { kind: 'training' as const, title: '党务培训', segments, invited }
    await close(committee, await planned(committee, tree.committee, plan))
    const lessons = { ...plan, title: '只讲了理论', segments: segments.slice(0, 1) }
    await close(committee, await planned(committee, tree.committee, lessons))
    const log = await officer.ask(activities.listActivities, { query: { kind: 'training', state: 'closed' } })
    expect(log.body.rows.map((row) => [row.title, row.present, row.lacking.map((one) => one.title)])).toEqual(
      expect.arrayContaining([
        ['党务培训', 3, []],
        ['只讲了理论', 3, ['案例课', '到实践点']],
      ]),
    )
    const rules = await officer.ask(activities.listActivities, { query: { topic: 'party-rules' } })
    expect(rules.body.count).toBe(2)
  })
})
