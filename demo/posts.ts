import type { PostKind } from '../contract/post-catalogue.ts'
import { addDays } from '../server/core/clock/days.ts'
import type { Ctx } from '../server/core/context/context.ts'
import { addArea, contractArea } from '../server/features/posts/area-commands.ts'
import { claimPost, decideClaim } from '../server/features/posts/claim-commands.ts'
import { setUpPost } from '../server/features/posts/commands.ts'
import { givePostTag } from '../server/features/posts/tag-commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf } from './ground.ts'
import { homeBranch, linxi } from './places.ts'
import { named } from './recent.ts'
import type { Step } from './schedule.ts'
import { servingSteps } from './serving.ts'
import { teamSteps } from './teams.ts'

const home = `${linxi.key}/${homeBranch}`
const secretary = `secretary/${home}`

type Claim = { name: string; strength: string; by: string; agreed: boolean }
type Post = { kind: PostKind; seats: number; claims: readonly Claim[] }

const deputy = `deputy/${home}`
const posts: readonly Post[] = [
  {
    ...{ kind: 'mediation', seats: 1 },
    claims: [{ name: '王阿根', strength: '当过二十年小组长，两边都说得上话', by: deputy, agreed: true }],
  },
  {
    ...{ kind: 'sanitation', seats: 2 },
    claims: [{ name: '杨彩珍', strength: '天天早上沿河走一圈', by: deputy, agreed: true }],
  },
  {
    ...{ kind: 'policy-talk', seats: 1 },
    claims: [{ name: '吴秋生', strength: '教过书，会讲本地话', by: 'member', agreed: false }],
  },
]

type Held = { postIds: Map<PostKind, string>; claimIds: Map<string, string> }

/** Set up in the autumn before last month, asked for and agreed on by another; the last one nobody has decided on. */
function postSteps(ground: Ground, people: People, today: string): Step[] {
  const { orgId } = orgOf(ground, home)
  const held: Held = { postIds: new Map(), claimIds: new Map() }
  return posts.flatMap(({ kind, seats, claims }) => [
    {
      at: at(addDays(today, -90), '19:20'),
      by: secretary,
      run: async (ctx: Ctx) => {
        const own = anew(ctx)
        await setUpPost(own, orgId, { kind, title: null, duty: null, seats })
        held.postIds.set(kind, own.requestId)
      },
    },
    ...claims.flatMap((claim) => claimSteps(ground, people, { claim, kind, held, today })),
  ])
}

type Asked = { claim: Claim; kind: PostKind; held: Held; today: string }

function claimSteps(ground: Ground, people: People, { claim, kind, held, today }: Asked): Step[] {
  const { name, strength, by, agreed } = claim
  const asked: Step = {
    at: at(addDays(today, agreed ? -85 : -3), '20:00'),
    by,
    run: async (ctx) => {
      const own = anew(ctx)
      const memberId = memberIdOf(ground, named(people, name))
      await claimPost(own, held.postIds.get(kind) ?? '', { memberId, strength })
      held.claimIds.set(name, own.requestId)
    },
  }
  if (!agreed) return [asked]
  const wish = { agreed: true, validFrom: null, validTo: null, replaces: null, note: null }
  const decided: Step = {
    at: at(addDays(today, -82), '20:30'),
    by: secretary,
    run: async (ctx) => void (await decideClaim(anew(ctx), held.claimIds.get(name) ?? '', wish)),
  }
  return [asked, decided]
}

/** Two areas: who answers for the river is known, and who did before; for the lane nobody does. And a tag at a door. */
function areaStep(ground: Ground, people: People, today: string): Step {
  const { orgId } = orgOf(ground, home)
  const day = addDays(today, -80)
  const idOf = (name: string) => memberIdOf(ground, named(people, name))
  return {
    at: at(day, '20:10'),
    by: secretary,
    run: async (ctx) => {
      await addArea(anew(ctx), orgId, { kind: 'lane', name: '渠头老巷', placeId: null })
      const river = anew(ctx)
      await addArea(river, orgId, { kind: 'river', name: '石桥河道东段', placeId: null })
      const term = { managerId: idOf('沈国良'), validTo: null, task: '每周捞一次，河面和两岸没有垃圾。' }
      const spring = addDays(today, -220)
      await contractArea(anew(ctx), river.requestId, { ...term, memberId: idOf('方志明'), validFrom: spring })
      await contractArea(anew(ctx), river.requestId, { ...term, memberId: idOf('周水根'), validFrom: day })
      await givePostTag(anew(ctx), orgId, {
        ...{ memberId: idOf('王阿根'), kind: 'pioneer', title: '邻里调解先锋岗' },
        ...{ validFrom: day, validTo: addDays(today, 285) },
      })
    },
  }
}

/** Posts, areas, a team and the service of another unit, in the order of time. */
export function postedSteps(ground: Ground, people: People, today: string): Step[] {
  return [
    ...postSteps(ground, people, today),
    areaStep(ground, people, today),
    ...teamSteps(ground, people, today),
    ...servingSteps(ground, people, today),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
