/**
 * Between whom a branch's talks (谈心谈话) are owed each year, by what the two are in the branch (支部工作条例;
 * domain-rules §2). Who is what, the register says on the day of the talk: nobody chooses it.
 */
export const talkPairs = [
  'secretary-committee',
  'committee-committee',
  'committee-member',
  'member-member',
] as const
export type TalkPair = (typeof talkPairs)[number]

export const talkPairLabels: Record<TalkPair, string> = {
  'secretary-committee': '书记和支委',
  'committee-committee': '支委之间',
  'committee-member': '支委和党员',
  'member-member': '党员之间',
}
