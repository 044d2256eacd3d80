import { requirementTemplates } from '../../contract/requirement-templates.ts'
import { requirementTerms } from '../../contract/requirements.ts'
import { startOfPeriod } from '../../server/core/clock/periods.ts'
import { declareRequirement } from '../../server/features/duties/requirement-commands.ts'
import { at } from '../days.ts'
import { anew, type Ground, writeAs } from '../ground.ts'

/** All that is ready to be asked, asked by the county of everybody since the first month: in one write, derived once. */
export async function askDuties(ground: Ground, from: string, day: string): Promise<void> {
  const orgId = ground.county.rootId
  await writeAs(ground, 'county-officer', at(day, '07:30'), async (ctx) => {
    for (const { terms } of requirementTemplates) {
      const parsed = requirementTerms.parse(terms)
      const validFrom = startOfPeriod(from, parsed.cadence)
      await declareRequirement(anew(ctx), { orgId, reach: 'below', validFrom, terms: parsed })
    }
  })
}
