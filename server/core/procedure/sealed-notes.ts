import type { Ctx } from '../context/context.ts'
import type { NewStep, StepTaken } from './queries.ts'
import type { ProcedureTable } from './table.ts'

type Drafted = Omit<NewStep, 'noteSealed'>

function contextOf({ procedureId, stepNo }: { procedureId: string; stepNo: number }): string {
  return `procedure_steps.note ${procedureId} ${stepNo}`
}

/** Steps as they are stored: the notes of a procedure that seals them stand nowhere in the clear. */
export async function sealNotes(
  ctx: Ctx,
  { sealsNotes = false }: ProcedureTable,
  steps: readonly Drafted[],
): Promise<NewStep[]> {
  if (!sealsNotes) return steps.map((step) => ({ ...step, noteSealed: null }))
  const sealer = await ctx.sealer()
  return steps.map((step) => ({
    ...step,
    note: null,
    noteSealed: step.note === null ? null : sealer.seal(step.note, contextOf(step)),
  }))
}

/** The same steps with the notes that were sealed readable again. */
export async function openNotes(ctx: Ctx, taken: readonly StepTaken[]): Promise<StepTaken[]> {
  if (taken.every((step) => step.noteSealed === null)) return [...taken]
  const sealer = await ctx.sealer()
  return taken.map((step) =>
    step.noteSealed ? { ...step, note: sealer.open(step.noteSealed, contextOf(step)) } : step,
  )
}
