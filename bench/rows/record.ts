import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { recordHonour } from '../../contract/honours.ts'
import { newId } from '../../server/core/ids.ts'
import { type Bench, type Figure, type Row, rounds } from '../bench.ts'
import { inFloorTransaction, openFloor, type Statement } from '../floor.ts'
import { alternate, rate } from '../measure.ts'
import { type Branch, pickBranches, signInTimes } from '../people.ts'
import type { Client } from '../server.ts'
import { county } from '../world/build.ts'

const clients = 16

/**
 * One fact over HTTP with all that follows: the record, the fact, its entry, both roll-ups, the audit and the remembered
 * answer, on the disc before it is acknowledged. Spread over as many branches as clients, and all on one, whose roll-up
 * is then one row that everybody waits for. The floor writes the same rows with bare statements.
 */
export const record: Row = {
  name: 'record',
  run: async (bench) => {
    const branches = await pickBranches(bench, clients)
    const hot = Array.from({ length: clients }, () => branches[0] as Branch)
    return [
      await compare(bench, 'record-spread', 'on sixteen branches', branches, 0.5),
      await compare(bench, 'record-hot', 'on one branch', hot, 0.35),
    ]
  },
}

async function compare(
  bench: Bench,
  name: string,
  where: string,
  branches: readonly Branch[],
  target: number,
): Promise<Figure> {
  const people: Client[] = []
  for (const { secretary } of branches) people.push(...(await signInTimes(bench, secretary, 1)))
  const pool = openFloor(bench, clients)
  const rules = await findHonourRules(pool)
  const milliseconds = bench.quick ? 1000 : 4000
  const oneOurs = (client: number, nth: number) =>
    recordOne(people[client] as Client, branches[client] as Branch, nth)
  const oneFloor = (client: number, nth: number) => writeRows(pool, branches[client] as Branch, nth, rules)
  await rate(clients, milliseconds / 2, oneOurs)
  await rate(clients, milliseconds / 2, oneFloor)
  const found = await alternate(
    rounds,
    () => rate(clients, milliseconds, oneOurs),
    () => rate(clients, milliseconds, oneFloor),
  )
  await pool.end()
  return {
    name,
    work: `one fact with all that follows, ${clients} clients ${where}`,
    ours: `${Math.round(found.ours)}/s`,
    floor: `${Math.round(found.floor)}/s`,
    ratio: found.ratio,
    target: `≥ ${target} × floor`,
    held: found.ratio >= target,
  }
}

function memberOf({ memberIds }: Branch, client: number): string {
  return memberIds[client % memberIds.length] as string
}

export async function recordOne(person: Client, branch: Branch, nth: number): Promise<void> {
  await person.ask(recordHonour, {
    body: {
      memberId: memberOf(branch, nth),
      title: '优秀共产党员',
      level: 'town',
      issuer: '镇党委',
      certificateNo: randomBytes(8).toString('hex'),
      awardedOn: '2026-06-30',
    },
  })
}

type HonourRule = { ruleId: number; versionId: number }

/** The rules in force that count this honour: the county has two schemes, and the floor writes what both come to. */
async function findHonourRules(pool: pg.Pool): Promise<HonourRule[]> {
  const { rows } = await pool.query<HonourRule>(
    `select r.rule_id as "ruleId", r.version_id as "versionId"
       from point_rules r
       join point_versions v on v.county_id = $1 and v.version_id = r.version_id and v.state = 'published'
      where r.county_id = $1 and r.fact_kind = 'honour' and '{"level": "town"}'::jsonb @> r.pattern
      order by r.rule_id`,
    [county],
  )
  return rows
}

const insertHonour: Statement = {
  name: 'honour',
  text: `insert into honours (county_id, honour_id, member_id, org_id, title, level, issuer, certificate_no, awarded_on,
                              recorded_by, recorded_at)
         values ($1, $2, $3, $4, '优秀共产党员', 'town', '镇党委', $5, '2026-06-30', $6, now())`,
}
const insertFact: Statement = {
  name: 'fact',
  text: `insert into facts (county_id, fact_id, kind, day, member_id, org_id, attrs, source_kind, source_id, recorded_by,
                            recorded_at)
         values ($1, $2, 'honour', '2026-06-30', $3, $4, $5, 'honour', $6, $7, now())`,
}
const insertEntry: Statement = {
  name: 'entry',
  text: `insert into point_entries (county_id, fact_id, rule_id, revision, member_id, org_id, day, booked_on, points,
                                    posted_at, cause, request_id)
         values ($1, $2, $3, 1, $4, $5, '2026-06-30', '2026-06-30', 500, now(), 'late', $6)`,
}
const addMonthOfMember: Statement = {
  name: 'member month',
  text: `insert into point_member_months as t (county_id, member_id, version_id, month, org_id, points, entries)
         values ($1, $2, $3, '2026-06-01', $4, 500, 1)
         on conflict (county_id, member_id, version_id, month, org_id)
         do update set points = t.points + excluded.points, entries = t.entries + excluded.entries`,
}
const addMonthOfBranch: Statement = {
  name: 'branch month',
  text: `insert into point_org_months as t (county_id, org_id, rule_id, month, points, entries)
         values ($1, $2, $3, '2026-06-01', 500, 1)
         on conflict (county_id, org_id, rule_id, month)
         do update set points = t.points + excluded.points, entries = t.entries + excluded.entries`,
}
const insertAudit: Statement = {
  name: 'audit',
  text: `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, member_id,
                                result, detail)
         values ($1, $2, now(), $3, 'honour.recorded', 'honour', $4, $5, $6, 'done', $7)`,
}
const insertRequest: Statement = {
  name: 'request',
  text: `insert into requests (county_id, request_id, account_id, input_hash, status, answer_sealed, at)
         values ($1, $2, $3, $4, 200, $5, now())`,
}

const attributes = JSON.stringify({
  level: 'town',
  who: {
    stage: 'full',
    post: false,
    partyPost: false,
    committee: false,
    groupLeader: false,
    over70: false,
    exempt: false,
    floating: false,
  },
})
const hash = randomBytes(32)
const sealed = randomBytes(140)

/** The rows that recording an honour leaves, each by a prepared statement, in one transaction. */
async function writeRows(
  pool: pg.Pool,
  branch: Branch,
  nth: number,
  rules: readonly HonourRule[],
): Promise<void> {
  const { orgId, secretary } = branch
  const memberId = memberOf(branch, nth)
  const [honourId, factId] = [newId(), newId()]
  const detail = JSON.stringify({ request: honourId })
  await inFloorTransaction(pool, [
    [insertHonour, [county, honourId, memberId, orgId, randomBytes(8).toString('hex'), secretary]],
    [insertFact, [county, factId, memberId, orgId, attributes, honourId, secretary]],
    [insertAudit, [county, newId(), secretary, honourId, orgId, memberId, detail]],
    [insertRequest, [county, honourId, secretary, hash, sealed]],
    ...rules.map(({ ruleId }) => [insertEntry, [county, factId, ruleId, memberId, orgId, honourId]] as const),
    ...rules.map(({ versionId }) => [addMonthOfMember, [county, memberId, versionId, orgId]] as const),
    ...rules.map(({ ruleId }) => [addMonthOfBranch, [county, orgId, ruleId]] as const),
  ])
}
