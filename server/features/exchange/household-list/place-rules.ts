import type { HouseholdValues } from '../../../../contract/household-list.ts'
import { findVillage } from '../../../core/names/find-village.ts'
import type { Ground } from '../../households/register-commands.ts'
import type { HouseholdProblem } from './problems.ts'

/** Where a row's household belongs; a problem with it, of which a refusal has no grid. */
export type Belonging =
  | { gridId: number; placeId: number | null; problem?: Placing }
  | { gridId: null; problem: Placing }
type Placing = { key: 'grid' | 'village'; problem: HouseholdProblem }

/**
 * The grid that a row says, or that its natural village leads to [001-03]; last, the grid that the file is for. What is
 * written goes before what is concluded, and no row is put where it does not say.
 */
export function findGrid(ground: Ground, own: number | null, values: HouseholdValues): Belonging {
  const place = findVillage(values.village ?? null, ground.places) ?? inAddress(ground, values)
  const said = values.grid === undefined ? null : matchGrids(ground, values.grid)
  if (said && said.length !== 1)
    return { gridId: null, problem: { key: 'grid', problem: said.length ? 'grid-several' : 'grid-unknown' } }
  const named = said?.[0]?.orgId ?? place?.gridId ?? own
  if (named === null) return { gridId: null, problem: { key: 'grid', problem: 'grid-open' } }
  if (own !== null && named !== own)
    return { gridId: null, problem: { key: said ? 'grid' : 'village', problem: 'grid-elsewhere' } }
  if (place && place.gridId !== named)
    return { gridId: named, placeId: null, problem: { key: 'grid', problem: 'grid-differs' } }
  if (!place && values.village !== undefined)
    return { gridId: named, placeId: null, problem: { key: 'village', problem: 'village-unknown' } }
  return { gridId: named, placeId: place?.placeId ?? null }
}

function inAddress({ places }: Ground, { village, address }: HouseholdValues) {
  return village === undefined ? findVillage(address ?? null, places) : null
}

/** By the whole name, else by what the name ends with: 临溪村第一网格 is 第一网格. */
function matchGrids({ grids }: Ground, text: string): Ground['grids'] {
  const exact = grids.filter(({ name }) => name === text)
  return exact.length > 0 ? exact : grids.filter(({ name }) => text.endsWith(name) || name.endsWith(text))
}
