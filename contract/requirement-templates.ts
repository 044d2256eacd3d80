import type { z } from 'zod'
import type { requirementTerms } from './requirements.ts'
import { type TalkPair, talkPairLabels, talkPairs } from './talk-pairs.ts'

type Template = { key: string; note: string | null; terms: z.input<typeof requirementTerms> }

const rules = '《中国共产党支部工作条例（试行）》（2018年）'

/**
 * What the regulations and the documents ask, ready to be declared. Days, graces and what is marked local are practice
 * of some places and may be changed before they are declared.
 */
export const requirementTemplates: readonly Template[] = [
  {
    key: 'members-assembly',
    note: null,
    terms: {
      code: 'members-assembly',
      name: '支部党员大会',
      level: 'national',
      source: rules,
      cadence: 'quarter',
      grace: 20,
      orgKinds: ['branch'],
      patterns: [{ activity: 'members-assembly' }],
    },
  },
  {
    key: 'committee-meeting',
    note: '设了支委会的支部：正式党员七人以上，或者有三个人担任支委。',
    terms: {
      code: 'committee-meeting',
      name: '支委会',
      level: 'national',
      source: rules,
      cadence: 'month',
      grace: 20,
      orgKinds: ['branch'],
      committee: 'with',
      patterns: [{ activity: 'committee-meeting' }],
    },
  },
  {
    key: 'group-meeting',
    note: '每个党小组各开各的。',
    terms: {
      code: 'group-meeting',
      name: '党小组会',
      level: 'national',
      source: rules,
      cadence: 'month',
      grace: 20,
      orgKinds: ['group'],
      patterns: [{ activity: 'group-meeting' }],
    },
  },
  {
    key: 'party-lecture',
    note: '条例只说“定期”，每季度一次是各地的做法。',
    terms: {
      code: 'party-lecture',
      name: '党课',
      level: 'local',
      source: '各地的做法',
      cadence: 'quarter',
      grace: 20,
      orgKinds: ['branch'],
      patterns: [{ activity: 'party-lecture' }],
      heldBy: 'self-or-above',
    },
  },
  {
    key: 'theme-day',
    note: '村里有自己的日子的，照自己的日子；没有的在 10 日。',
    terms: {
      code: 'theme-day',
      name: '主题党日',
      level: 'national',
      source: `${rules}；日子由各地自定`,
      cadence: 'month',
      fixedDay: 10,
      ownDay: true,
      grace: 20,
      orgKinds: ['branch'],
      patterns: [{ activity: 'theme-day' }, { activity: 'activity-day' }],
      heldBy: 'self-or-above',
    },
  },
  {
    key: 'study-group',
    note: null,
    terms: {
      code: 'study-group',
      name: '学习小组',
      level: 'local',
      source: '各地的做法：每月不少于一次',
      cadence: 'month',
      grace: 20,
      orgKinds: ['branch'],
      patterns: [{ activity: 'study-group' }],
    },
  },
  {
    key: 'situation-analysis',
    note: '村里开，村党组织开的也算。',
    terms: {
      code: 'situation-analysis',
      name: '民情分析会',
      level: 'local',
      source: '各地的做法：每周二',
      cadence: 'week',
      fixedDay: 2,
      grace: 7,
      orgKinds: ['village'],
      patterns: [{ activity: 'situation-analysis' }],
      heldBy: 'self-or-below',
    },
  },
  {
    key: 'life-meeting',
    note: null,
    terms: {
      code: 'life-meeting',
      name: '组织生活会',
      level: 'national',
      source: rules,
      cadence: 'year',
      grace: 31,
      orgKinds: ['branch'],
      patterns: [{ activity: 'life-meeting' }],
    },
  },
  {
    key: 'democratic-appraisal',
    note: '上级党组织审定了等次，这一项才算办了。',
    terms: {
      code: 'democratic-appraisal',
      name: '民主评议党员',
      level: 'national',
      source: rules,
      cadence: 'year',
      grace: 31,
      orgKinds: ['branch'],
      factKind: 'appraisal-held',
      patterns: [{}],
    },
  },
  ...talkPairs.map(talkTemplate),
]

/** Each pair at least once a year. Between those on the committee it is owed where there is one. */
function talkTemplate(pair: TalkPair): Template {
  const ofCommittee = pair === 'secretary-committee' || pair === 'committee-committee'
  return {
    key: `talks-${pair}`,
    note: ofCommittee
      ? '设了支委会的支部：每一对都谈到才算。'
      : '条例说“一般不少于一次”。这里按每个党员今年至少谈到一次算。',
    terms: {
      code: `talks-${pair}`,
      name: `谈心谈话：${talkPairLabels[pair]}`,
      level: 'national',
      source: rules,
      cadence: 'year',
      grace: 31,
      orgKinds: ['branch'],
      committee: ofCommittee ? 'with' : null,
      factKind: 'talks-complete',
      patterns: [{ pair }],
    },
  }
}
