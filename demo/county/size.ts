/** How large a county is made. `months` are whole months of organisational life, the last one being the latest that is over. */
export type CountySize = {
  townships: number
  villagesEach: number
  branchesEach: number
  members: number
  months: number
}

export const countySize: CountySize = {
  townships: 20,
  villagesEach: 15,
  branchesEach: 2,
  members: 40_000,
  months: 24,
}

/** The same shape, a fifteenth of it: what a test waits for. */
export const smallCountySize: CountySize = {
  townships: 2,
  villagesEach: 10,
  branchesEach: 2,
  members: 2_600,
  months: 24,
}

export function branchCount({ townships, villagesEach, branchesEach }: CountySize): number {
  return townships * villagesEach * branchesEach
}
