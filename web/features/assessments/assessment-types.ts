import type { CallOutput } from '../../lib/call-types.ts'

export type One = CallOutput<'getAssessment'>
export type Terms = CallOutput<'getOwnAssessment'>['assessment']
export type Scale = Terms['scale']
export type Result = NonNullable<CallOutput<'getOwnAssessment'>['result']>
