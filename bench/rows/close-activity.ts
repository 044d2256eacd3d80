import type pg from 'pg'
import { closeActivity } from '../../contract/activities.ts'
import { newId } from '../../server/core/ids.ts'
import { type Row, rounds } from '../bench.ts'
import { inFloorTransaction, openFloor, type Statement } from '../floor.ts'
import { alternate, median, time } from '../measure.ts'
import { type Branch, pickBranches, planThemeDay } from '../people.ts'
import { type Client, signIn } from '../server.ts'
import { county } from '../world/build.ts'

/**
 * Closing a planned activity with a whole branch on its roll: attendance, a fact each, their points, both roll-ups, audit
 * and kept answer, as one request. The floor writes the same rows, each table's in one prepared statement.
 */
export const close: Row = {
  name: 'close-activity',
  run: async (bench) => {
    const branches = await pickBranches(bench, 10)
    const people: Client[] = []
    for (const { secretary } of branches)
      people.push(await signIn(bench.server, bench.app, bench.at, secretary))
    const pool = openFloor(bench, 1)
    const each = bench.quick ? 4 : 10
    let nth = 0
    const ours = async () => {
      const all: number[] = []
      for (let n = 0; n < each; n += 1, nth += 1) {
        const at = nth % branches.length
        all.push(await closeOne(people[at] as Client, branches[at] as Branch))
      }
      return median(all)
    }
    const floor = async () => {
      const all: number[] = []
      for (let n = 0; n < each; n += 1)
        all.push(await writeOne(pool, branches[n % branches.length] as Branch))
      return median(all)
    }
    await ours()
    await floor()
    const found = await alternate(rounds, ours, floor)
    await pool.end()
    return [
      {
        name: 'close-activity',
        work: `an activity with ${(branches[0] as Branch).memberIds.length} on its roll is closed`,
        ours: `${found.ours.toFixed(1)} ms`,
        floor: `${found.floor.toFixed(1)} ms`,
        ratio: found.ratio,
        target: '≤ 2.5 × floor',
        held: found.ratio <= 2.5,
      },
    ]
  },
}

async function closeOne(person: Client, { orgId, memberIds }: Branch): Promise<number> {
  const { activityId, version } = await planThemeDay(person, orgId, memberIds)
  const body = { version, roll: { exceptions: [], added: [], removed: [] }, minutes: '先学习，再服务。' }
  return time(() => person.ask(closeActivity, { params: { activityId }, body }))
}

const plan: Statement = {
  name: 'plan',
  text: `insert into activities (county_id, activity_id, org_id, kind, host, title, state, day, segments, outputs, roll,
                                 branches, planned_by, planned_at, closings, version)
         values ($1, $2, $3, 'theme-day', 'branch', '主题党日', 'planned', current_date, '[]', '[]', $4::uuid[],
                 array[$3::int], $5, now(), 0, 1)`,
}
const expect: Statement = {
  name: 'expect',
  text: `insert into attendance (county_id, activity_id, member_id, org_id, branch_id, state)
         select $1, $2, m, $3, $3, 'expected' from unnest($4::uuid[]) as m`,
}
const markPresent: Statement = {
  name: 'mark present',
  text: `update attendance set state = 'present' where county_id = $1 and activity_id = $2`,
}
const markClosed: Statement = {
  name: 'mark closed',
  text: `update activities set state = 'closed', present = $3, minutes = '先学习，再服务。', closed_by = $4, closed_at = now(),
                first_closed_at = now(), closings = 1, version = 2
          where county_id = $1 and activity_id = $2`,
}
const insertFacts: Statement = {
  name: 'facts',
  text: `insert into facts (county_id, fact_id, kind, day, member_id, org_id, attrs, source_kind, source_id, recorded_by,
                            recorded_at)
         select $1, f.id, 'attendance', current_date, f.member, $3, $6, 'activity', $2, $7, now()
           from unnest($4::uuid[], $5::uuid[]) as f(id, member)`,
}
const insertEntries: Statement = {
  name: 'entries',
  text: `insert into point_entries (county_id, fact_id, rule_id, revision, member_id, org_id, day, booked_on, points,
                                    posted_at, cause, request_id)
         select $1, f.id, $6, 1, f.member, $3, current_date, current_date, 200, now(), 'fact', $2
           from unnest($4::uuid[], $5::uuid[]) as f(id, member)`,
}
const addMonthsOfMembers: Statement = {
  name: 'months of members',
  text: `insert into point_member_months as t (county_id, member_id, version_id, month, org_id, points, entries)
         select $1, m, $4, date_trunc('month', current_date), $2, 200, 1 from unnest($3::uuid[]) as m
         on conflict (county_id, member_id, version_id, month, org_id)
         do update set points = t.points + excluded.points, entries = t.entries + excluded.entries`,
}
const addMonthOfBranch: Statement = {
  name: 'month of branch',
  text: `insert into point_org_months as t (county_id, org_id, rule_id, month, points, entries)
         values ($1, $2, $3, date_trunc('month', current_date), $4, $5)
         on conflict (county_id, org_id, rule_id, month)
         do update set points = t.points + excluded.points, entries = t.entries + excluded.entries`,
}
const insertAudit: Statement = {
  name: 'audit',
  text: `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, result, detail)
         values ($1, $2, now(), $3, 'activity.closed', 'activity', $4, $5, 'done', '{}')`,
}
const insertRequest: Statement = {
  name: 'request',
  text: `insert into requests (county_id, request_id, account_id, input_hash, status, answer_sealed, at)
         values ($1, $2, $3, $4, 200, $4, now())`,
}

const attributes = JSON.stringify({
  activity: 'theme-day',
  category: 'life',
  host: 'branch',
  late: false,
  who: { stage: 'full', post: false, partyPost: false, committee: false, groupLeader: false },
})

async function writeOne(pool: pg.Pool, { orgId, secretary, memberIds }: Branch): Promise<number> {
  const activityId = newId()
  await inFloorTransaction(pool, [
    [plan, [county, activityId, orgId, memberIds, secretary]],
    [expect, [county, activityId, orgId, memberIds]],
  ])
  const { rows } = await pool.query<{ rule_id: number; version_id: number }>(
    `select rule_id, version_id from point_rules where county_id = $1 and fact_kind = 'attendance' order by 1 limit 1`,
    [county],
  )
  const rule = rows[0] as { rule_id: number; version_id: number }
  const [facts, count] = [memberIds.map(() => newId()), memberIds.length]
  return time(() =>
    inFloorTransaction(pool, [
      [markPresent, [county, activityId]],
      [insertFacts, [county, activityId, orgId, facts, memberIds, attributes, secretary]],
      [markClosed, [county, activityId, count, secretary]],
      [insertEntries, [county, activityId, orgId, facts, memberIds, rule.rule_id]],
      [addMonthsOfMembers, [county, orgId, memberIds, rule.version_id]],
      [addMonthOfBranch, [county, orgId, rule.rule_id, 200 * count, count]],
      [insertAudit, [county, newId(), secretary, activityId, orgId]],
      [insertRequest, [county, activityId, secretary, Buffer.alloc(32)]],
    ]),
  )
}
