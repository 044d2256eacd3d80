import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { demandHousehold } from './household-commands.ts'
import type { ShownHousehold } from './link-rules.ts'
import { loadShown } from './shown.ts'

/** What is kept of a household, its telephone masked and what it agreed to left out: for any browser to print. */
export async function readSheet(ctx: Ctx, householdId: string): Promise<ShownHousehold> {
  const shown = await load(ctx, householdId, false)
  const entries = shown.entries.map((entry) =>
    entry.kind === 'phone' ? entry : { ...entry, value: '（内容加密保存，当面告诉本户）' },
  )
  return { ...shown, entries }
}

/** The same with everything in clear, for the household itself; that it was made is in the log. */
export async function makeSheet(ctx: Ctx, householdId: string): Promise<ShownHousehold> {
  const household = await demandHousehold(ctx, 'households.read', householdId)
  const target = { kind: 'household', id: householdId }
  ctx.audit({ action: 'household.sheet-made', target, orgId: household.org_id })
  return load(ctx, householdId, true)
}

async function load(ctx: Ctx, householdId: string, clear: boolean): Promise<ShownHousehold> {
  await demandHousehold(ctx, 'households.read', householdId, false)
  const shown = (await loadShown(ctx, [householdId], clear)).get(householdId)
  demand(shown, 'not-found')
  return shown
}
