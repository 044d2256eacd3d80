import type { CallOutput } from '../../lib/call-types.ts'

export type Import = CallOutput<'getImport'>
export type Line = CallOutput<'listImportRows'>['rows'][number]
export type Proposal = CallOutput<'listTransferProposals'>['rows'][number]

/** The kinds of row that do something when they are taken. */
export const takenVerdicts = ['add', 'change', 'elsewhere'] as const
export type TakenVerdict = (typeof takenVerdicts)[number]
