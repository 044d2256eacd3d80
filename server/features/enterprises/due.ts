import type { DueRow, DueState } from '../../../contract/due.ts'
import { type OrderKind, orderLabels } from '../../../contract/enterprises.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { countEnterprises, listOpenOrders, readGrids } from './queries.ts'
import { quarterOf } from './rules.ts'

const most = 20

function stateOf(ctx: Ctx, dueOn: string): DueState {
  if (dueOn < ctx.today) return 'late'
  if (dueOn === ctx.today) return 'today'
  return dueOn <= addDays(ctx.today, 3) ? 'soon' : 'due'
}

/** What of the quarter's revisits is left, and what they ordered. For the start page. */
export async function listDueEnterprises(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'households.write')
  if (paths.length === 0) return []
  const orgIds = (await readGrids(ctx, paths, null)).map((grid) => grid.orgId)
  const { from, to } = quarterOf(ctx.today)
  const left = await countEnterprises(ctx, { orgIds, quarter: from, due: true, enterpriseId: null })
  const orders = await listOpenOrders(ctx, orgIds, most)
  const revisits: DueRow[] =
    left === 0
      ? []
      : [
          {
            id: `enterprise-revisits-${from}`,
            state: stateOf(ctx, to),
            title: `本季度还有 ${left} 家企业没有回查`,
            note: null,
            dueOn: to,
            verb: '去记',
            link: '/enterprises?due=true',
          },
        ]
  return [
    ...revisits,
    ...orders.map(
      (order): DueRow => ({
        id: order.order_id,
        state: stateOf(ctx, order.due_on),
        title: `${order.name}：${orderLabels[order.kind as OrderKind]}`,
        note: '回查时提出来的',
        dueOn: order.due_on,
        verb: '看一看',
        link: `/enterprises/${order.enterprise_id}`,
      }),
    ),
  ]
}
