import { pathStep } from '../../server/features/organisations/rules.ts'
import type { Division } from './country.ts'

/** As published for the end of 2024: 5.25 million grassroots organisations, 100.27 million members. */
export const published = { branches: 5_250_000, members: 100_270_000 }

export type PlannedOrg = {
  orgId: number
  parentId: number
  kind: 'township' | 'village' | 'branch'
  name: string
  path: string
}

export type PlannedCounty = { division: Division; orgs: PlannedOrg[]; branches: number }

/** Of the country's counties as many as make so many branches, evenly from the first province to the last. */
export function chooseCounties(country: readonly Division[], branches: number): Division[] {
  const share = Math.min(1, branches / published.branches)
  return country.filter((_, nth) => Math.floor((nth + 1) * share) > Math.floor(nth * share))
}

/** Draws between 0 and 1, the same ones for the same county. */
export function drawsOf(code: string): () => number {
  let state = Number(code) | 0
  // Mulberry32: small, and good enough for shapes.
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A county's organisations below its root, numbered from 2 on. Branches stand under villages, as many each as gives
 * the country its published total: two for every village, and a few villages and neighbourhoods with very many, in
 * whose offices, schools and enterprises most of the branches of a town are.
 */
export function planCounty(division: Division, perVillage: number): PlannedCounty {
  const draw = drawsOf(division.code)
  const orgs: PlannedOrg[] = []
  const add = (parent: { orgId: number; path: string }, kind: PlannedOrg['kind'], name: string) => {
    const orgId = orgs.length + 2
    const org = { orgId, parentId: parent.orgId, kind, name, path: parent.path + pathStep(orgId) }
    orgs.push(org)
    return org
  }
  const root = { orgId: 1, path: pathStep(1) }
  let branches = 0
  for (const { name, villages } of division.townships) {
    const township = add(root, 'township', name)
    for (const one of villages) {
      const village = add(township, 'village', one.name)
      const count = 1 + Math.round(-Math.log(1 - draw()) * (perVillage - 1))
      for (let nth = 1; nth <= count; nth += 1) add(village, 'branch', `${one.name}第${nth}党支部`)
      branches += count
    }
  }
  return { division, orgs, branches }
}

/** How many branches a village has, over the whole country. */
export function branchesPerVillage(country: readonly Division[]): number {
  const villages = country
    .flatMap(({ townships }) => townships)
    .reduce((sum, one) => sum + one.villages.length, 0)
  return published.branches / villages
}

/** One county of two townships, with so many branches below a single village of the first. */
export function planLarge(code: string, branches: number): PlannedCounty {
  const root = { orgId: 1, path: pathStep(1) }
  const place = (
    orgId: number,
    parent: { orgId: number; path: string },
    kind: PlannedOrg['kind'],
    name: string,
  ) => ({
    orgId,
    parentId: parent.orgId,
    kind,
    name,
    path: parent.path + pathStep(orgId),
  })
  const home = place(2, root, 'township', '原来的乡')
  const away = place(3, root, 'township', '调到的乡')
  const village = place(4, home, 'village', '很大的村')
  const below = Array.from({ length: branches }, (_, nth) =>
    place(nth + 5, village, 'branch', `第${nth + 1}党支部`),
  )
  const division = { code, name: '很大的县', province: '', prefecture: '', townships: [] }
  return { division, orgs: [home, away, village, ...below], branches }
}
