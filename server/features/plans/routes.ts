import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import { listDayConflicts } from '../../../contract/day-conflicts.ts'
import { orgKindLabels, orgKinds } from '../../../contract/organisations.ts'
import { templateEntry } from '../../../contract/plan-items.ts'
import { readyPlanTemplates } from '../../../contract/plan-templates-ready.ts'
import * as contract from '../../../contract/plans.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import { lastAnnouncedYear } from '../../core/clock/working-calendar.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may, mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import * as c from './commands.ts'
import { cancelOccurrence, moveOccurrence } from './occurrence-commands.ts'
import { openBetween } from './occurrences.ts'
import { findOwed } from './owed.ts'
import { conflictsIn, findInTheWay, itemsOf, loadBook, loadGround, proposePlan } from './plan-view.ts'
import * as p from './present.ts'
import { findPlan, listBelow, listItems } from './queries.ts'
import { daysOfRule, frequencyOf, shiftDay } from './recurrence.ts'
import { sayRule } from './say-rule.ts'
import * as templates from './template-commands.ts'
import { listTemplates, type TemplateRecord } from './template-queries.ts'

const ready = readyPlanTemplates.map(({ key, name, entries }) => ({
  key,
  name,
  entries: entries.map((entry) => templateEntry.parse(entry)),
}))

const kinds = activityKinds.map((kind) => ({ kind, label: activityLabel(kind) }))

/** One organisation's year: the plan as it stands, or what it would be. */
async function readYear(ctx: Ctx, orgId: number, year: number, templateId: string | undefined) {
  const around = await c.loadAround(ctx, orgId, 'activities.read')
  const ground = await loadGround(ctx, around, year)
  const plan = await findPlan(ctx, orgId, year)
  const proposal = await proposePlan(ctx, ground, plan ? plan.template_id : templateId)
  const items = plan ? await listItems(ctx, plan.plan_id) : itemsOf(proposal.entries, year, ctx.today)
  const book = await loadBook(ctx, ground, items, plan?.plan_id ?? null)
  const writes = may(ctx.actor, 'activities.write', around.own)
  const conflicts = conflictsIn(book, ground, ctx.today)
  const view = { ground, book, conflicts, isMade: plan !== undefined, writes, today: ctx.today }
  return { around, ground, plan, proposal, items, book, view }
}

function comingOf({ slots, besides }: Awaited<ReturnType<typeof loadBook>>) {
  return [
    ...slots
      .filter((one) => one.state === 'open' || one.state === 'planned')
      .map(({ item, day }) => ({ orgId: item.org_id, kind: item.kind, day })),
    ...besides
      .filter((row) => row.state === 'planned')
      .map((row) => ({ orgId: row.org_id, kind: row.kind, day: row.day })),
  ]
}

const plans: Route[] = [
  endpoint(contract.getYearPlan, async (ctx, { params: { orgId, year }, query }) => {
    const read = await readYear(ctx, orgId, year, query.templateId)
    const { around, ground, plan, proposal, items, book, view } = read
    const occurrences = p.presentBook(items, view)
    const { template } = proposal
    return {
      orgId,
      orgName: around.own.name,
      year,
      today: ctx.today,
      announced: lastAnnouncedYear(ground.calendar) >= year,
      state: (plan?.state ?? 'none') as 'none' | 'draft' | 'adopted',
      plan: plan
        ? {
            planId: plan.plan_id,
            version: plan.version,
            adoptedAt: plan.adopted_at?.toISOString() ?? null,
            adoptedByName: plan.adopted_by_name,
            open: openBetween(book.slots, ctx.today, `${year}-12-31`).length,
          }
        : null,
      template: template && p.presentTemplateName(template),
      templates: proposal.templates.map(p.presentTemplateName),
      stages: template?.stages ?? [],
      items: items.map((item, i) => p.presentItem(item, i + 1, view)),
      occurrences,
      owed: findOwed(ground.cells, comingOf(book), book.others, { around, today: ctx.today }),
      totals: p.totalsOf(occurrences),
      holders: ground.holders.map(({ orgId: id, name }) => ({ orgId: id, name })),
      kinds,
      abilities: { write: view.writes && year >= Number(ctx.today.slice(0, 4)) },
    }
  }),

  endpoint(listDayConflicts, async (ctx, { params: { orgId }, query }) => {
    const around = await c.loadAround(ctx, orgId, 'activities.read')
    const { day, startsAt = null, endsAt = null, place = null, activityId = null } = query
    return { orgId, conflicts: await findInTheWay(ctx, around, { day, startsAt, endsAt, place, activityId }) }
  }),

  endpoint(contract.listYearPlans, async (ctx, { params, query: { limit, offset, year } }) => {
    const place = await placeOf(ctx, params.orgId)
    demandMay(ctx.actor, 'activities.read', place)
    const asked = year ?? Number(ctx.today.slice(0, 4))
    const rows = await listBelow(ctx, { path: place.path, year: asked, limit, offset })
    return {
      orgId: place.orgId,
      orgName: place.name,
      year: asked,
      rows: rows.map(({ org_id, org_name, state, planned, held, cancelled }) => ({
        orgId: org_id,
        orgName: org_name,
        state,
        planned,
        held,
        cancelled,
      })),
      count: rows[0]?.total ?? 0,
      without: rows[0]?.without ?? 0,
    }
  }),

  endpoint(contract.makeYearPlan, (ctx, { params, body }) => c.makeYearPlan(ctx, params.orgId, body)),
  endpoint(contract.adoptYearPlan, (ctx, { params, body }) =>
    c.adoptYearPlan(ctx, params.planId, body.version),
  ),
  endpoint(contract.confirmYearPlan, (ctx, { params, body }) => c.confirmYearPlan(ctx, params.planId, body)),

  endpoint(contract.addPlanItem, async (ctx, { params, body }) => ({
    itemId: await c.addPlanItem(ctx, params.planId, body),
  })),
  endpoint(contract.changePlanItem, async (ctx, { params, body }) => {
    await c.changePlanItem(ctx, params.itemId, body)
    return params
  }),
  endpoint(contract.removePlanItem, async (ctx, { params }) => {
    await c.removePlanItem(ctx, params.itemId)
    return params
  }),
  endpoint(contract.movePlanOccurrence, async (ctx, { params: { itemId, slot }, body }) => ({
    itemId,
    changed: await moveOccurrence(ctx, itemId, slot, body),
  })),
  endpoint(contract.cancelPlanOccurrence, async (ctx, { params: { itemId, slot }, body }) => ({
    itemId,
    changed: await cancelOccurrence(ctx, itemId, slot, body),
  })),
]

async function presentEntries(ctx: Ctx, { entries, year }: TemplateRecord) {
  const calendar = await loadCalendar(ctx)
  return entries.map((entry) => ({
    ...entry,
    sentence: sayRule(entry.rrule, entry.shift),
    kindLabel: entry.kind && activityLabel(entry.kind),
    days: daysOfRule(entry.rrule, year).map((day) =>
      shiftDay(day, entry.shift, frequencyOf(entry.rrule), calendar),
    ),
  }))
}

const templateRoutes: Route[] = [
  endpoint(contract.listPlanTemplates, async (ctx, { query }) => {
    demand(mayAnywhere(ctx.actor, 'activities.read'), 'access.denied')
    const drafting = pathsWhere(ctx.actor, 'requirements.write')
    const paths = pathsWhere(ctx.actor, 'activities.read')
    const { rows, count } = await listTemplates(ctx, { ...query, year: query.year, paths, drafting })
    return {
      rows: rows.map(p.presentTemplate),
      count,
      places: await listPlacesAt(ctx, drafting),
      ready,
      orgKinds: orgKinds.map((kind) => ({ kind, label: orgKindLabels[kind] })),
      kinds,
    }
  }),

  endpoint(contract.getPlanTemplate, async (ctx, { params }) => {
    const row = await templates.loadTemplate(ctx, params.templateId)
    const writes = may(ctx.actor, 'requirements.write', row)
    const isDraft = row.state === 'draft'
    return {
      ...p.presentTemplate(row),
      orgKinds: row.org_kinds,
      stages: row.stages,
      entries: await presentEntries(ctx, row),
      withdrawReason: row.withdrawn_reason,
      version: row.version,
      abilities: {
        change: writes && isDraft,
        publish: writes && isDraft,
        withdraw: writes && row.state === 'published',
      },
    }
  }),

  endpoint(contract.draftPlanTemplate, async (ctx, { body }) => ({
    templateId: await templates.draftTemplate(ctx, body),
    version: 1,
  })),
  endpoint(contract.changePlanTemplate, async (ctx, { params, body }) => ({
    ...params,
    version: await templates.changeTemplate(ctx, params.templateId, body),
  })),
  endpoint(contract.publishPlanTemplate, async (ctx, { params, body }) => ({
    ...params,
    version: await templates.publishTemplate(ctx, params.templateId, body.version),
  })),
  endpoint(contract.withdrawPlanTemplate, async (ctx, { params, body }) => ({
    ...params,
    version: await templates.withdrawTemplate(ctx, params.templateId, body.reason),
  })),
]

export const planRoutes: Route[] = [...plans, ...templateRoutes]
