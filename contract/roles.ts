/**
 * Roles are names for sets of things one may do at an organisation and below it.
 * Those that name a member in connection with points, talks, care or a gift stay at the very organisation of the grant:
 * what is personal stays in the member's own branch (trust), and each organisation answers for what it gives itself.
 */
export const verbs = [
  'organisations.write',
  'accounts.read',
  'grants.write',
  'members.read',
  'members.write',
  'members.import',
  'members.export',
  'members.reveal',
  'activities.read',
  'activities.write',
  'minutes.review',
  'requirements.write',
  'duties.decide',
  'points.totals',
  'points.names',
  'points.propose',
  'points.decide',
  'schemes.read',
  'schemes.write',
  'schemes.publish',
  'boards.read',
  'boards.prepare',
  'boards.review',
  'selections.run',
  'objections.answer',
  'objections.review',
  'talks.read',
  'talks.hold',
  'talks.threshold',
  'recognitions.count',
  'recognitions.read',
  'recognitions.write',
  'redemptions.open',
  'redemptions.serve',
  'assessments.run',
  'transfers.decide',
  'worklists.read',
  'worklists.send',
  'worklists.answer',
  'worklists.budget',
  'duty-lists.write',
  'contacts.write',
  'contacts.accompany',
  'grids.read',
  'grids.write',
  'households.read',
  'households.write',
  'audit.read',
  'settings.write',
] as const
export type Verb = (typeof verbs)[number]

type RoleFacts = { label: string; verbs: readonly Verb[]; mayGrant: readonly string[] }

const reading = [
  'members.read',
  'activities.read',
  'points.totals',
  'schemes.read',
  'boards.read',
  'recognitions.count',
  'worklists.read',
] as const

const facts = {
  'county-admin': {
    label: '系统管理员',
    verbs: ['organisations.write', 'accounts.read', 'grants.write', 'settings.write', 'schemes.read'],
    mayGrant: [
      'county-officer',
      'township-officer',
      'committee-secretary',
      'branch-secretary',
      'branch-deputy',
      'group-leader',
      'grid-worker',
      'resident-cadre',
      'contact-leader',
      'member',
      'supervisor',
      'talk-partner',
    ],
  },
  'security-admin': {
    label: '安全管理员',
    verbs: ['accounts.read', 'grants.write'],
    mayGrant: ['county-admin', 'security-admin', 'auditor'],
  },
  auditor: { label: '审计员', verbs: ['audit.read', 'accounts.read'], mayGrant: [] },
  'county-officer': {
    label: '县委组织部干部',
    verbs: [
      ...reading,
      'minutes.review',
      'requirements.write',
      'duties.decide',
      'schemes.write',
      'schemes.publish',
      'objections.review',
      'recognitions.write',
      'transfers.decide',
      'worklists.send',
      'worklists.budget',
      'contacts.write',
      'grids.read',
    ],
    mayGrant: [],
  },
  'township-officer': {
    label: '乡镇组织委员',
    verbs: [
      ...reading,
      'minutes.review',
      'requirements.write',
      'duties.decide',
      'members.write',
      'members.import',
      'members.export',
      'schemes.write',
      'schemes.publish',
      'boards.review',
      'selections.run',
      'objections.review',
      'recognitions.write',
      'redemptions.open',
      'redemptions.serve',
      'transfers.decide',
      'accounts.read',
      'worklists.send',
      'contacts.write',
      'grids.read',
      'grids.write',
    ],
    mayGrant: [],
  },
  'committee-secretary': {
    label: '村党组织书记',
    verbs: [
      ...reading,
      'minutes.review',
      'duties.decide',
      'members.write',
      'members.import',
      'activities.write',
      'points.decide',
      'boards.review',
      'selections.run',
      'objections.answer',
      'objections.review',
      'schemes.write',
      'recognitions.write',
      'redemptions.open',
      'redemptions.serve',
      'transfers.decide',
      'worklists.send',
      'worklists.answer',
      'grids.read',
      'grids.write',
      'households.read',
      'households.write',
    ],
    mayGrant: [],
  },
  'branch-secretary': {
    label: '支部书记',
    verbs: [
      ...reading,
      'members.write',
      'members.import',
      'members.export',
      'members.reveal',
      'activities.write',
      'points.names',
      'points.propose',
      'points.decide',
      'boards.prepare',
      'boards.review',
      'selections.run',
      'objections.answer',
      'talks.read',
      'talks.hold',
      'talks.threshold',
      'recognitions.read',
      'recognitions.write',
      'redemptions.open',
      'redemptions.serve',
      'assessments.run',
      'worklists.answer',
      'duty-lists.write',
    ],
    mayGrant: [],
  },
  'branch-deputy': {
    label: '支部委员',
    verbs: [
      ...reading,
      'activities.write',
      'points.names',
      'points.propose',
      'points.decide',
      'boards.prepare',
      'boards.review',
      'selections.run',
      'objections.answer',
      'recognitions.read',
      'recognitions.write',
      'redemptions.serve',
      'assessments.run',
      'worklists.answer',
      'duty-lists.write',
    ],
    mayGrant: [],
  },
  'group-leader': {
    label: '党小组长',
    verbs: ['members.read', 'activities.read', 'activities.write', 'points.propose', 'worklists.read'],
    mayGrant: [],
  },
  'grid-worker': {
    label: '网格员',
    verbs: ['members.read', 'activities.read', 'grids.read', 'households.read', 'households.write'],
    mayGrant: [],
  },
  'resident-cadre': {
    label: '驻村干部',
    verbs: [
      'members.read',
      'activities.read',
      'activities.write',
      'points.totals',
      'boards.read',
      'worklists.read',
      'grids.read',
    ],
    mayGrant: [],
  },
  // Linked to an organisation below for a term: reads its meetings and says a word on them, and names nobody.
  'contact-leader': {
    label: '联系领导',
    verbs: ['activities.read', 'contacts.accompany'],
    mayGrant: [],
  },
  // Named for it by a grant, and by nothing else: whoever stands above a branch sees counts, not conversations.
  'talk-partner': { label: '谈心谈话联系人', verbs: ['talks.read', 'talks.hold'], mayGrant: [] },
  supervisor: {
    label: '党建监督员',
    verbs: ['activities.read', 'points.totals', 'schemes.read', 'boards.read'],
    mayGrant: [],
  },
  member: { label: '党员', verbs: [], mayGrant: [] },
} as const satisfies Record<string, RoleFacts>

export type Role = keyof typeof facts
export const roles = Object.keys(facts) as Role[]

export function roleLabel(role: Role): string {
  return facts[role].label
}

export function verbsOf(role: Role): readonly Verb[] {
  return facts[role].verbs
}

export function mayGrant(role: Role): readonly Role[] {
  return facts[role].mayGrant
}

/** Three people, never one: an account holds at most one of these, and nothing besides. */
export const separatedRoles: readonly Role[] = ['county-admin', 'security-admin', 'auditor']
