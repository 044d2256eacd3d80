import * as contract from '../../../contract/booklets.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { labelOrder } from '../../core/sealer/label-order.ts'
import { placeOf } from '../organisations/commands.ts'
import { instantOf, sayBalance } from './balance.ts'
import { findBalance } from './balance-queries.ts'
import { listGrades } from './grades.ts'
import { maySeePoints } from './policy.ts'
import { countRules, groupByMonth, presentEntries, sum } from './present.ts'
import * as q from './queries.ts'
import { presentSource, sayFact, sayRule } from './sayings.ts'
import * as totals from './total-queries.ts'

function yearOf(ctx: Ctx, asked: number | undefined): number {
  return asked ?? Number(ctx.today.slice(0, 4))
}

export const bookletRoutes: Route[] = [
  endpoint(contract.getBooklet, async (ctx, { params, query }) => {
    const reader = await q.findReader(ctx, params.memberId)
    demand(reader && maySeePoints(ctx.actor, reader.memberId, reader), 'not-found')
    const year = yearOf(ctx, query.year)
    const years = await q.listMemberYears(ctx, reader.memberId)
    const start = await q.findStart(ctx, reader.orgId, `${year}-12-31`)
    const rows = await q.listMemberEntries(ctx, reader.memberId, {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
    })
    const entries = presentEntries(rows, start)
    const { memberId, name, orgId, orgName, gridName } = reader
    return {
      year,
      member: { memberId, name, orgId, orgName, gridName, posts: await q.listPosts(ctx, memberId) },
      years: years.map((one) => one.year),
      start,
      total: start + sum(entries),
      lastYearTotal: years.find((one) => one.year === year - 1)?.points ?? 0,
      grades: await listGrades(ctx, reader, year),
      months: groupByMonth(entries),
      rules: countRules(entries),
      abilities: { object: memberId === ctx.actor.memberId },
    }
  }),

  endpoint(contract.getBalance, async (ctx, { params, query }) => {
    const reader = await q.findReader(ctx, params.memberId)
    demand(reader && maySeePoints(ctx.actor, reader.memberId, reader), 'not-found')
    const { on } = query
    demand(on <= ctx.today, 'input.invalid', { field: 'query.on', message: '这一天还没有到，没有分可算。' })
    const known = query.known === undefined ? ctx.now : instantOf(query.known)
    const schemes = await findBalance(ctx, reader, { on, known })
    return {
      memberId: reader.memberId,
      on,
      known: known.toISOString(),
      points: schemes.reduce((sum, one) => sum + one.start + one.earned, 0),
      schemes,
      saying: sayBalance(on, query.known === undefined ? null : known, ctx.today),
    }
  }),

  endpoint(contract.getEntry, async (ctx, { params }) => {
    const row = await q.findChain(ctx, params.factId, params.ruleId)
    const branch = row && { orgId: row.org_id, path: row.org_path }
    // Above the branch the thing may be seen, the person may not: the answer names nobody.
    const named = branch ? maySeePoints(ctx.actor, row.member_id, branch) : false
    demand(row && branch && (named || may(ctx.actor, 'points.totals', branch)), 'not-found')
    const revisions = await q.listRevisions(ctx, params.factId, params.ruleId)
    const approval = row.needs_approval ? await q.findApproval(ctx, params.factId, row.rule_code) : null
    return {
      points: sum(revisions),
      rule: {
        name: row.rule_name,
        saying: sayRule(row),
        schemeName: row.scheme_name,
        versionNo: row.version_no,
        validFrom: row.valid_from,
        publishedByName: row.published_by_name,
      },
      fact: {
        day: row.fact_day,
        saying: sayFact(row.kind, row.fact_day, row, named),
        recordedByName: row.recorded_by_name,
        recordedAt: row.recorded_at.toISOString(),
        voided: row.void_at && {
          at: row.void_at.toISOString(),
          reason: row.void_reason ?? '',
          byName: row.void_by_name ?? '',
        },
      },
      source: presentSource(row, named),
      approval: approval && {
        approved: approval.approved,
        byName: approval.name,
        at: approval.decided_at.toISOString(),
      },
      revisions: revisions.map((one) => ({
        revision: one.revision,
        points: one.points,
        postedAt: one.posted_at.toISOString(),
        cause: one.cause as 'fact',
      })),
    }
  }),

  endpoint(contract.getTotals, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const year = yearOf(ctx, query.year)
    const { branches, rules } = await totals.readTotals(ctx, place.path, year)
    const names = may(ctx.actor, 'points.names', place)
    const listed = place.kind === 'branch' ? await totals.listPeopleTotals(ctx, place.orgId, year) : []
    // In the order of their names a number would be as good as the name to whoever holds the register.
    const people = names ? listed : labelOrder(await ctx.sealer(), listed)
    const add = (key: 'points' | 'last_year' | 'members') =>
      branches.reduce((total, row) => total + row[key], 0)
    return {
      year,
      total: add('points'),
      lastYear: add('last_year'),
      members: add('members'),
      branches: branches.map((row) => ({
        orgId: row.org_id,
        name: row.name,
        members: row.members,
        points: row.points,
        lastYear: row.last_year,
      })),
      rules: rules.map((row) => ({
        ruleId: row.rule_id,
        ruleName: row.rule_name,
        points: row.points,
        count: row.count,
      })),
      people: people.map((row, i) => ({
        memberId: names ? row.memberId : null,
        label: names ? row.name : `党员 ${String(i + 1).padStart(2, '0')}`,
        points: row.points,
        entries: row.entries,
      })),
      abilities: { names },
    }
  }),

  endpoint(contract.listEntries, async (ctx, { params, query }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'points.totals', place)
    const { rows, count } = await totals.listRuleEntries(ctx, place.path, query)
    return {
      rows: rows.map((row) => {
        // Asked of each branch by itself: a role above it brings no names along.
        const named = maySeePoints(ctx.actor, row.member_id, { path: row.org_path })
        return {
          factId: row.fact_id,
          ruleId: row.rule_id,
          day: row.day,
          label: named ? (row.name ?? '') : '党员',
          points: row.points,
          source: presentSource(row, named),
        }
      }),
      count,
    }
  }),
]
