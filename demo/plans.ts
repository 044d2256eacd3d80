import { templateEntry } from '../contract/plan-items.ts'
import { readyPlanTemplates } from '../contract/plan-templates-ready.ts'
import { makeYearPlan } from '../server/features/plans/commands.ts'
import { draftTemplate, publishTemplate } from '../server/features/plans/template-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { homeBranch, linxi, township } from './places.ts'

const home = `${linxi.key}/${homeBranch}`

/**
 * The township's templates of this year and the next, published, and the next year of the branch of the main job adopted:
 * its meetings stand in the calendar. Of this year nobody made a plan; the page offers one.
 */
export async function planYears(ground: Ground, day: string): Promise<void> {
  const year = Number(day.slice(0, 4))
  await publish(ground, year, at(day, '07:45'))
  const templateId = await publish(ground, year + 1, at(day, '07:46'))
  await writeAs(ground, `secretary/${home}`, at(day, '07:50'), (ctx) =>
    makeYearPlan(anew(ctx), orgOf(ground, home).orgId, { year: year + 1, templateId, adopt: true }),
  )
}

function publish(ground: Ground, year: number, when: Date): Promise<string> {
  const ready = readyPlanTemplates[0]?.entries ?? []
  return writeAs(ground, 'township-officer', when, async (ctx) => {
    const templateId = await draftTemplate(anew(ctx), {
      orgId: orgOf(ground, township.key).orgId,
      year,
      name: `${year} 年组织生活`,
      note: '日子可以按村里的习惯改，内容结合当季的农活。',
      orgKinds: ['branch'],
      entries: ready.map((entry) =>
        templateEntry.parse(entry.kind === 'theme-day' ? { ...entry, work: '冬修水利、五水共治' } : entry),
      ),
      stages: [
        { title: '春耕', from: `${year}-02-01`, to: `${year}-05-31`, goal: '困难户的田都有人帮' },
        { title: '防台备汛', from: `${year}-06-01`, to: `${year}-09-30`, goal: '危房住户每家走到' },
        { title: '冬修水利', from: `${year}-10-01`, to: `${year}-12-31`, goal: '机耕路和沟渠修好' },
      ],
    })
    await publishTemplate(ctx, templateId, 1)
    return templateId
  })
}
