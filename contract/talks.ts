import { z } from 'zod'
import { day, id, instant, line, orgId, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { talkPairs } from './talk-pairs.ts'

/** Talks (谈心谈话) between two of a branch. That they talked is known to the branch; what was said, to the two alone. */
export const talkMatters = ['thought', 'work', 'study', 'life', 'opinion', 'before-meeting', 'other'] as const
export type TalkMatter = (typeof talkMatters)[number]
const matter = z.enum(talkMatters)

export const talkMatterLabels: Record<TalkMatter, string> = {
  thought: '思想',
  work: '工作',
  study: '学习',
  life: '生活',
  opinion: '听听意见',
  'before-meeting': '组织生活会以前',
  other: '其他',
}

const year = z.coerce.number().int().min(2000).max(2999)
const pair = z.enum(talkPairs)
const person = z.object({ memberId: id, name: z.string(), postLabel: z.string() })

const heading = z.object({
  talkId: id,
  day,
  pair,
  pairLabel: z.string(),
  names: z.array(z.string()),
})

/** A branch's year: by pair type how many owe and how many were held; who has not, for who may read the register. */
export const listPairTalks = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/pair-talks',
  summary: '一个支部一年的谈心谈话',
  access: 'signed-in',
  who: 'activities.read',
  params: z.object({ orgId }),
  query: z.object({ year: year.optional() }),
  output: z.object({
    orgId,
    orgName: z.string(),
    year: z.number().int(),
    pairs: z.array(
      z.object({
        pair,
        label: z.string(),
        owed: z.number().int(),
        held: z.number().int(),
        missing: z.array(z.object({ key: z.string(), names: z.string() })),
      }),
    ),
    /** That they talked and when, for who holds talks in the branch; the newest first. */
    rows: z.array(heading),
    people: z.array(person),
    abilities: z.object({ record: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

/** By one of the two, or written down for them by who holds talks in the branch. The pair type follows from who they are. */
export const recordPairTalk = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/pair-talks',
  summary: '记一次谈心谈话',
  access: 'signed-in',
  who: 'talks.hold',
  params: z.object({ orgId }),
  body: z.strictObject({
    oneId: id,
    otherId: id,
    day,
    matter,
    /** For the two and who writes it; may be left out. */
    words: text(2000).nullable().default(null),
  }),
  output: z.object({ talkId: id, pair }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate'],
})

const ownTalk = heading.extend({
  orgName: z.string(),
  matterLabel: z.string(),
  words: z.string().nullable(),
  byName: z.string().nullable(),
  recordedAt: instant,
  abilities: z.object({ takeBack: z.boolean() }),
})

/** One's own talks, those that one wrote down for others among them, and with whom one may have talked. */
export const listOwnPairTalks = defineEndpoint({
  method: 'GET',
  path: '/pair-talks/mine',
  summary: '我的谈心谈话',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    rows: z.array(ownTalk),
    /** The own branch; null for who is in none. */
    branch: z
      .object({ orgId, name: z.string(), memberId: id, people: z.array(person), record: z.boolean() })
      .nullable(),
  }),
})

/** What was written wrongly: by who wrote it, with the reason. It counts no more. */
export const takeBackPairTalk = defineEndpoint({
  method: 'POST',
  path: '/pair-talks/:talkId/end',
  summary: '收回记错的谈心谈话',
  access: 'signed-in',
  who: 'own',
  params: z.object({ talkId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ talkId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

export const pairTalkEndpoints = { listPairTalks, recordPairTalk, listOwnPairTalks, takeBackPairTalk }
