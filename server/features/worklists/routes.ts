import * as contract from '../../../contract/worklists.ts'
import { startOfPeriod } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, may, mayAnywhere } from '../../core/context/may.ts'
import { mayFromAbove } from '../../core/context/may-above.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { type Contact, listContacts } from '../members/contact-commands.ts'
import { listPlacesAt, placeOf } from '../organisations/commands.ts'
import * as answers from './answer-commands.ts'
import * as a from './answer-queries.ts'
import { findBudget, listIdsFor } from './burden-queries.ts'
import { readCells } from './cells.ts'
import { choicesOn } from './choices.ts'
import * as commands from './commands.ts'
import { costOf, isOver } from './cost.ts'
import { abilitiesOf, maySee, readingPaths } from './policy.ts'
import * as present from './present.ts'
import * as q from './queries.ts'
import { tallyOf, weekEnd } from './rules.ts'

/** A list with the receivers that this actor may see. */
async function loadSeen(ctx: Ctx, worklistId: string) {
  const list = await q.findWorklist(ctx, worklistId)
  demand(list, 'not-found')
  const receivers = await a.listReceivers(ctx, worklistId, readingPaths(ctx.actor))
  demand(maySee(ctx.actor, list, receivers), 'not-found')
  return { list, receivers }
}

async function presentReceivers(
  ctx: Ctx,
  list: q.WorklistRow,
  receivers: readonly a.ReceiverRow[],
  items: readonly q.ItemRow[],
) {
  const rows = await a.listCells(
    ctx,
    [list.worklist_id],
    receivers.map((one) => one.org_id),
  )
  const cells = readCells(rows, items, list)
  const silent = receivers.filter((one) => !one.receipt_at && may(ctx.actor, 'members.read', one))
  const contacts = await listContacts(
    ctx,
    silent.map((one) => one.org_id),
  )
  const placed = items.map(({ item_id: itemId, menu }) => ({ itemId, menu }))
  return {
    cells,
    receivers: receivers.map((one) => {
      const contact = contacts.get(one.org_id)
      return {
        orgId: one.org_id,
        name: one.name,
        receipt: present.presentReceipt(one),
        contact: contact ? presentContact(ctx, one, contact) : null,
        ...tallyOf(
          placed,
          list.menus,
          cells.filter((cell) => cell.orgId === one.org_id),
        ),
      }
    }),
  }
}

/** In clear only for the level above, with a reason, by the address that the duties' page uses too. */
function presentContact({ actor }: Ctx, at: a.ReceiverRow, { name, mobile }: Contact) {
  return { name, mobile, reveal: mobile !== null && mayFromAbove(actor, 'duties.decide', at) }
}

const reading: Route[] = [
  endpoint(contract.listWorklists, async (ctx, { query }) => {
    const paths = readingPaths(ctx.actor)
    const sending = pathsWhere(ctx.actor, 'worklists.send')
    demand(paths.length + sending.length > 0, 'access.denied')
    const rows = await q.listWorklists(ctx, { reading: paths, sending }, query)
    return {
      rows: rows.map((row) => ({ ...present.presentHead(row, ctx.today), receipts: row.receipts })),
      count: rows[0]?.total ?? 0,
      places: await listPlacesAt(ctx, sending),
    }
  }),

  endpoint(contract.getWorklistChoices, (ctx) => {
    demand(mayAnywhere(ctx.actor, 'worklists.send'), 'access.denied')
    return Promise.resolve(choicesOn(ctx.today))
  }),

  endpoint(contract.getWorklist, async (ctx, { params: { worklistId } }) => {
    const { list, receivers } = await loadSeen(ctx, worklistId)
    const items = await q.listItems(ctx, [worklistId])
    const cost = await costOf(ctx, list)
    return {
      worklist: {
        ...present.presentHead(list, ctx.today, cost.receivers),
        version: list.version,
        sentByName: list.sent_name,
        sentAt: list.sent_at?.toISOString() ?? null,
        withdrawReason: list.withdraw_reason,
      },
      menus: list.menus,
      items: items.map(present.presentItem),
      ...(await presentReceivers(ctx, list, receivers, items)),
      cost,
      overBudget: present.presentOverBudget(list),
      abilities: abilitiesOf(ctx, list, isOver(cost)),
    }
  }),

  endpoint(contract.listItemRecords, async (ctx, { params: { worklistId, orgId, itemId } }) => {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'worklists.read', place)
    const [own] = await a.listOwn(ctx, [worklistId], orgId)
    const item = (await q.listItems(ctx, [worklistId])).find((one) => one.item_id === itemId)
    demand(own && item, 'not-found')
    return { rows: (await a.listRecords(ctx, itemId, place.path)).map(present.presentRecord) }
  }),

  endpoint(contract.getOrgWeek, async (ctx, { params: { orgId }, query }) => {
    const place = await placeOf(ctx, orgId)
    demandMay(ctx.actor, 'worklists.read', place)
    const weekFrom = query.week ?? startOfPeriod(ctx.today, 'week')
    const ids = await listIdsFor(ctx, orgId, weekFrom)
    const lists = await q.listByIds(ctx, ids)
    const own = await a.listOwn(ctx, ids, orgId)
    const items = await q.listItems(ctx, ids)
    const cells = await a.listCells(ctx, ids, [orgId])
    const ofList = <T extends { worklist_id: string }>(rows: readonly T[], id: string) =>
      rows.filter((row) => row.worklist_id === id)
    return {
      orgId,
      orgName: place.name,
      weekFrom,
      weekTo: weekEnd(weekFrom),
      minutes: lists.reduce((sum, list) => sum + list.minutes, 0),
      budget: (await findBudget(ctx)).minutes,
      lists: lists.map((list) => {
        const { worklist_id: id } = list
        const [receiver] = ofList(own, id)
        return {
          worklist: present.presentHead(list, ctx.today),
          receipt: receiver ? present.presentReceipt(receiver) : null,
          menus: list.menus,
          items: ofList(items, id).map(present.presentItem),
          cells: readCells(ofList(cells, id), items, list),
        }
      }),
      abilities: { answer: may(ctx.actor, 'worklists.answer', place) },
    }
  }),
]

const sending: Route[] = [
  endpoint(contract.draftWorklist, async (ctx, { params, body }) => {
    await commands.draftWorklist(ctx, params.orgId, body)
    return { worklistId: ctx.requestId }
  }),
  endpoint(contract.changeWorklist, async (ctx, { params, body }) => {
    await commands.changeWorklist(ctx, params.worklistId, body)
    return params
  }),
  endpoint(contract.sendWorklist, async (ctx, { params }) => {
    await commands.sendWorklist(ctx, params.worklistId)
    return params
  }),
  endpoint(contract.discardWorklist, async (ctx, { params }) => {
    await commands.discardWorklist(ctx, params.worklistId)
    return params
  }),
  endpoint(contract.withdrawWorklist, async (ctx, { params, body }) => {
    await commands.withdrawWorklist(ctx, params.worklistId, body.reason)
    return params
  }),
  endpoint(contract.askOverBudget, async (ctx, { params, body }) => {
    await commands.askOverBudget(ctx, params.worklistId, body.reason)
    return params
  }),
  endpoint(contract.decideOverBudget, async (ctx, { params, body }) => {
    await commands.decideOverBudget(ctx, params.worklistId, body)
    return params
  }),
]

const answering: Route[] = [
  endpoint(contract.giveReceipt, async (ctx, { params: { worklistId, orgId } }) => {
    await answers.giveReceipt(ctx, worklistId, orgId)
    return { worklistId }
  }),
  endpoint(contract.pickItems, async (ctx, { params: { worklistId, orgId }, body }) => {
    await answers.pickItems(ctx, worklistId, orgId, body.itemIds)
    return { worklistId }
  }),
  endpoint(contract.answerItem, async (ctx, { params: { worklistId, orgId, itemId }, body }) => {
    const { late } = await answers.answerItem(ctx, worklistId, orgId, { itemId, text: body.text })
    return { worklistId, late }
  }),
]

export const worklistRoutes: Route[] = [...reading, ...sending, ...answering]
