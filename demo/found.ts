import type { OrgKind } from '../contract/organisations.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { foundOrganisation, placeOf, saveNaturalVillage } from '../server/features/organisations/commands.ts'
import { at } from './days.ts'
import { type Ground, orgOf, writeAs } from './ground.ts'
import type { VillagePlan } from './people.ts'
import { linxi, township } from './places.ts'

export type OrgWish = {
  key: string
  parent: string
  kind: OrgKind
  name: string
  shortName?: string
  divisionCode?: string
  foundedOn: string
}

/** Founds everything below the county, parents first. */
export async function foundAll(ground: Ground, villages: readonly VillagePlan[]): Promise<number> {
  const wishes = [...townshipTree(), ...linxiTree(), ...villages.flatMap(villageTree)]
  await writeAs(ground, 'county-admin', at('2012-11-05', '10:00'), async (ctx) => {
    for (const wish of wishes) await foundOne(ctx, ground, wish)
    for (const grid of linxi.grids) {
      const { orgId } = orgOf(ground, `${linxi.key}/${grid.name}`)
      for (const name of grid.naturalVillages)
        await saveNaturalVillage(ctx, orgOf(ground, linxi.key).orgId, name, orgId)
    }
  })
  return wishes.length
}

/** Founds one organisation under one that stands, and remembers it by its key. */
export async function foundOne(ctx: Ctx, { orgs }: Ground, wish: OrgWish): Promise<void> {
  const orgId = await foundOrganisation(ctx, {
    parentId: orgOf({ orgs }, wish.parent).orgId,
    kind: wish.kind,
    category: wish.kind === 'branch' || wish.kind === 'general-branch' ? 'rural' : null,
    name: wish.name,
    shortName: wish.shortName ?? wish.name,
    divisionCode: wish.divisionCode ?? null,
    management: 'direct',
    foundedOn: wish.foundedOn,
    reason: '批复成立',
  })
  const place = await placeOf(ctx, orgId)
  if (place) orgs.set(wish.key, { orgId, path: place.path })
}

function townshipTree(): OrgWish[] {
  const { key, name, divisionCode } = township
  return [{ key, parent: 'county', kind: 'township', name, divisionCode, foundedOn: '1956-03-01' }]
}

function linxiTree(): OrgWish[] {
  const { key, name } = linxi
  const committee = `${key}/党委`
  const branches = linxi.branches.flatMap((branch): OrgWish[] => {
    const branchKey = `${key}/${branch.name}`
    const groups = ['一', '二'].map(
      (nth): OrgWish => ({
        key: `${branchKey}/${nth}`,
        parent: branchKey,
        kind: 'group',
        name: `${branch.name}第${nth}党小组`,
        foundedOn: '2010-07-01',
      }),
    )
    const itself: OrgWish = {
      key: branchKey,
      parent: committee,
      ...branchWish(branch.name),
      foundedOn: '1996-07-01',
    }
    return [itself, ...groups]
  })
  return [
    { key, parent: township.key, kind: 'village', name, foundedOn: '1961-10-01' },
    { key: committee, parent: key, kind: 'committee', name: linxi.committee, foundedOn: '1996-07-01' },
    ...branches,
    ...linxi.grids.map(
      (grid): OrgWish => ({
        key: `${key}/${grid.name}`,
        parent: key,
        kind: 'grid',
        name: grid.name,
        foundedOn: '2008-11-01',
      }),
    ),
  ]
}

function branchWish(name: string): Pick<OrgWish, 'kind' | 'name' | 'shortName'> {
  return { kind: 'branch', name: `${name}党支部`, shortName: name }
}

/** A village with more than fifty members has a general branch over its branches (支部工作条例). */
function villageTree(village: VillagePlan): OrgWish[] {
  const { name, branches } = village
  const general = `${name}/总支`
  const parent = branches.length > 1 ? general : name
  return [
    { key: name, parent: township.key, kind: 'village', name: `${name}村`, foundedOn: '1961-10-01' },
    ...(branches.length > 1
      ? [
          {
            key: general,
            parent: name,
            kind: 'general-branch',
            name: `${name}村党总支`,
            foundedOn: '1998-07-01',
          } as const,
        ]
      : []),
    ...branches.map((branch) => ({
      key: `${name}/${branch.name}`,
      parent,
      ...branchWish(branch.name),
      foundedOn: '1998-07-01',
    })),
  ]
}
