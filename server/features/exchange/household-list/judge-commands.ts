import type { Ctx } from '../../../core/context/context.ts'
import { placeAbove } from '../../../core/context/may-above.ts'
import { type Ground, readHouseholdGround, readHouseholdsAt } from '../../households/register-commands.ts'
import type { ListPlace } from '../imports/list-kind.ts'
import type { FileRowOf } from '../imports/read-file.ts'
import { sealRow } from '../imports/row-content.ts'
import { upsertRows } from '../imports/row-queries.ts'
import { judgeHousehold, type Names, type Standing } from './judge-rules.ts'
import type { HouseholdRow } from './parse-rows.ts'
import { type Belonging, findGrid } from './place-rules.ts'
import type { HouseholdContent } from './row-content.ts'

export type Judging = {
  place: ListPlace
  ground: Ground
  own: number | null
  names: Names
  latest: string
} & {
  /** The line that each address of a grid stands in first. */
  claimed: Map<string, number>
}

export async function prepareHouseholds(ctx: Ctx, place: ListPlace): Promise<Judging> {
  // Of one grid, its whole village is looked at: so that a row of the neighbour's is known to be one.
  const path = place.kind === 'grid' ? placeAbove(place).path : place.path
  const ground = await readHouseholdGround(ctx, path)
  const names = new Map(ground.places.map((one) => [one.placeId, one.name]))
  const latest = `${Number(ctx.today.slice(0, 4)) + 2}${ctx.today.slice(4)}`
  return { place, ground, names, latest, claimed: new Map(), own: place.kind === 'grid' ? place.orgId : null }
}

/** Judges a batch of rows and keeps the judgement. Two statements, however many rows. May run twice. */
export async function judgeHouseholds(
  ctx: Ctx,
  { place, ground, own, names, latest, claimed }: Judging,
  rows: readonly FileRowOf<HouseholdRow>[],
): Promise<void> {
  const sealer = await ctx.sealer()
  const addresses = rows.flatMap((row) => row.values.address ?? [])
  const held = await readHouseholdsAt(
    ctx,
    ground.grids.map((grid) => grid.orgId),
    [...new Set(addresses)],
  )
  const records = rows.map((row) => {
    const belonging = findGrid(ground, own, row.values)
    const there = held.filter((one) => one.sheet.address === row.values.address)
    const here = there.find((one) => one.orgId === belonging.gridId) ?? null
    const standing: Standing = {
      held: here,
      elsewhere: there.length > 0,
      duplicateOf: claim(claimed, row, belonging),
    }
    const { sheet, differences, ...judged } = judgeHousehold(row, belonging, standing, {
      today: ctx.today,
      latest,
      names,
    })
    const goesBack = judged.verdict === 'refuse' || judged.verdict === 'duplicate'
    const content: HouseholdContent = {
      values: { ...row.values, ...(sheet && { sheet }) },
      differences,
      ...(goesBack && row.cells && { cells: row.cells }),
    }
    const { line } = row
    const sealed = sealRow(sealer, { importId: place.importId, line }, content)
    return { ...judged, line, suggested: false, sealed }
  })
  await upsertRows(ctx, place, records)
}

/** The first line that has an address has it; asked again for the same line, it still has. */
function claim(
  claimed: Map<string, number>,
  { line, values }: HouseholdRow,
  { gridId }: Belonging,
): number | null {
  if (gridId === null || values.address === undefined) return null
  const place = `${gridId} ${values.address}`
  const first = claimed.get(place)
  if (first === undefined) claimed.set(place, line)
  return first === undefined || first === line ? null : first
}
