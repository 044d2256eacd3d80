import type { CallOutput } from '../../lib/call-types.ts'

export type One = CallOutput<'getAppraisal'>
export type Row = One['rows'][number]
export type Grade = NonNullable<Row['grade']>
export type List = CallOutput<'listAppraisals'>
export type Own = CallOutput<'listOwnAppraisals'>['rows'][number]
