import type { CallOutput } from '../../lib/call-types.ts'

export type Team = CallOutput<'listTeams'>['rows'][number]
export type TeamKind = Team['kind']
