import { type Ground, writeAs } from './ground.ts'
import type { Step } from './schedule.ts'

/** Carries out one lane in its order; what one person writes at one sitting is one write. */
export async function carryOut(ground: Ground, steps: readonly Step[]): Promise<void> {
  for (const sitting of sittings(steps)) {
    const [first] = sitting
    if (!first) continue
    await writeAs(ground, first.by, first.at, async (ctx) => {
      for (const step of sitting) await step.run(ctx)
    })
  }
}

export function sittings(steps: readonly Step[]): Step[][] {
  const found: Step[][] = []
  for (const step of steps) {
    const last = found.at(-1)?.[0]
    if (last?.by === step.by && last.at.getTime() === step.at.getTime()) found.at(-1)?.push(step)
    else found.push([step])
  }
  return found
}
