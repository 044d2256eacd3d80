import type { CallOutput } from '../../lib/call-types.ts'
import type { Outline } from './sketch.tsx'

export type Grid = CallOutput<'listGrids'>['rows'][number]

/** What there is to draw of these grids. */
export function outlinesOf(grids: readonly Grid[]): Outline[] {
  return grids.flatMap((grid) => {
    if (!grid.corners) return []
    const nameOf = (placeId: number) =>
      grid.places.find((place) => place.placeId === placeId)?.name ?? String(placeId)
    const dots = grid.dots.map((dot) => ({ label: nameOf(dot.placeId), at: dot.at }))
    return [{ id: grid.orgId, label: grid.name, corners: grid.corners, dots }]
  })
}

/** Where their plane lies, if all that are drawn say the same of it: on two maps at once none of them would be right. */
export function frameOf(grids: readonly Grid[]): Grid['frame'] {
  const frames = grids.filter((grid) => grid.corners).map((grid) => grid.frame)
  const [first] = frames
  const isOne = frames.every((frame) => JSON.stringify(frame) === JSON.stringify(first))
  return (isOne && first) || null
}

/** Names of those who have this duty, in the order in which they came. */
export function namesOf(grid: Grid, duty: Grid['staff'][number]['duty']): string {
  return grid.staff
    .filter((one) => one.duty === duty)
    .map((one) => one.name)
    .join('、')
}
