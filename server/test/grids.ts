import { upsertVillage } from '../features/organisations/queries.ts'
import type { TestApp } from './app.ts'

/** Natural villages of a village that lie in a grid. Answers their small numbers in the same order. */
export function buildNaturalVillages(
  test: TestApp,
  place: { village: number; grid: number },
  names: readonly string[],
): Promise<number[]> {
  return test.system(async (ctx) => {
    const made: number[] = []
    for (const name of names) made.push(await upsertVillage(ctx, place.village, name, place.grid))
    return made
  })
}
