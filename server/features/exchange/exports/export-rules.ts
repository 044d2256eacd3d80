/** People that are read at once. */
const most = 2_000

/** Branches in their order, put together so that each batch has some thousand people at most, or is one branch. */
export function* batchBranches<B extends { members: number }>(branches: readonly B[]): Generator<B[]> {
  let batch: B[] = []
  let members = 0
  for (const branch of branches) {
    if (batch.length > 0 && members + branch.members > most) {
      yield batch
      batch = []
      members = 0
    }
    batch.push(branch)
    members += branch.members
  }
  if (batch.length > 0) yield batch
}

/** Age in whole years on a day, as forms ask for it. */
export function ageOn(birthOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return today.slice(5) < birthOn.slice(5) ? years - 1 : years
}
