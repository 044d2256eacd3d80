import type { ElectionTerms, MeetingTerms, VotingKind } from './quorum.ts'

const branchRules = '《中国共产党支部工作条例（试行）》（2018年）'
const electionRules = '《中国共产党基层组织选举工作条例》（2020年）'

const majorityThere = { basis: 'expected', op: '>', of: 1, in: 2 } as const
const halfThere = { basis: 'expected', op: '>=', of: 1, in: 2 } as const
const majorityOfExpected = { basis: 'expected', op: '>', of: 1, in: 2 } as const
const majorityOfPresent = { basis: 'present', op: '>', of: 1, in: 2 } as const

/** What counts until an organisation says otherwise. A rule with (待核) has no primary copy behind it: check before use. */
export const readyMeetingRules: Record<VotingKind, { terms: MeetingTerms; source: string }> = {
  'members-assembly': {
    terms: { quorum: halfThere, pass: majorityOfExpected },
    source: `${branchRules}（待核）`,
  },
  'committee-meeting': { terms: { quorum: halfThere, pass: majorityOfExpected }, source: branchRules },
  'party-committee-meeting': {
    terms: { quorum: halfThere, pass: majorityOfExpected },
    source: '各地的做法（待核）',
  },
  // 党小组会 decides nothing that binds; a show of hands is noted all the same.
  'group-meeting': { terms: { quorum: null, pass: majorityOfPresent }, source: '各地的做法' },
  'life-meeting': { terms: { quorum: null, pass: majorityOfPresent }, source: '各地的做法' },
  'democratic-appraisal': {
    terms: { quorum: majorityThere, pass: majorityOfExpected },
    source: '各地的做法（待核）',
  },
}

export const readyElectionRule: { terms: ElectionTerms; source: string } = {
  terms: {
    quorum: { basis: 'expected', op: '>=', of: 4, in: 5 },
    pass: majorityOfPresent,
    surplus: 20,
    surplusOf: ['committee', 'delegate'],
    term: { rural: 5, others: 3 },
  },
  source: `${electionRules}（待核）`,
}
