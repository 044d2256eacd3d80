import type { CallOutput } from '../../lib/call-types.ts'

export type Import = CallOutput<'getImport'>
export type What = Import['what']
export type Line = CallOutput<'listImportRows'>['rows'][number]
export type Proposal = CallOutput<'listTransferProposals'>['rows'][number]

/** A job is at it: what is on the page is not its last word. */
export function isWorking({ state }: Pick<Import, 'state'>): boolean {
  return state === 'reading' || state === 'applying' || state === 'undoing'
}

/** The kinds of row that do something when they are taken. */
export const takenVerdicts = ['add', 'change', 'elsewhere'] as const
export type TakenVerdict = (typeof takenVerdicts)[number]
