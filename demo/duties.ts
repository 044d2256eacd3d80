import { requirementTemplates } from '../contract/requirement-templates.ts'
import { requirementTerms } from '../contract/requirements.ts'
import { startOfPeriod } from '../server/core/clock/periods.ts'
import { declareRequirement, setOwnDay } from '../server/features/duties/requirement-commands.ts'
import type { People } from './attendance.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import type { VillagePlan } from './people.ts'
import { township } from './places.ts'
import { townshipHosts } from './theme-days.ts'

/** Asked since January, so that the year has its strips; the rest begins with the period that runs. */
const sinceJanuary = [
  'members-assembly',
  'party-lecture',
  'theme-day',
  'life-meeting',
  'democratic-appraisal',
]

/**
 * What the county and the township ask, declared on the last day there is: what has been held since January is found to
 * be held. Each village keeps the monthly day on its own date.
 */
export async function askDuties(
  ground: Ground,
  { villages, people }: { villages: readonly VillagePlan[]; people: People },
  day: string,
): Promise<void> {
  const january = `${day.slice(0, 4)}-01-01`
  let themeDay = ''
  for (const { key, terms } of requirementTemplates) {
    const parsed = requirementTerms.parse(terms)
    const validFrom = sinceJanuary.includes(key) ? january : startOfPeriod(day, parsed.cadence)
    const [by, orgId] =
      parsed.level === 'national'
        ? (['county-officer', ground.county.rootId] as const)
        : (['township-officer', orgOf(ground, township.key).orgId] as const)
    const requirementId = await writeAs(ground, by, at(day, '07:30'), (ctx) =>
      declareRequirement(anew(ctx), { orgId, reach: 'below', validFrom, terms: parsed }),
    )
    if (key === 'theme-day') themeDay = requirementId
  }
  await writeAs(ground, 'township-officer', at(day, '07:40'), async (ctx) => {
    for (const { name, date } of townshipHosts(villages, people)) {
      const { orgId } = orgOf(ground, name)
      await setOwnDay(ctx, { requirementId: themeDay, orgId, from: january, fixedDay: date })
    }
  })
}
