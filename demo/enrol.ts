import type { RegisterValues } from '../contract/register.ts'
import { addMembers } from '../server/features/members/commands.ts'
import { addPost } from '../server/features/members/post-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf, writeAs } from './ground.ts'
import type { PersonPlan } from './person-plan.ts'
import { linxi } from './places.ts'

/** Puts everybody into the register on the day on which it has them: one write a day and writer, the village's secretary. */
export async function enrol(
  ground: Ground,
  people: readonly PersonPlan[],
  writerOf = (person: PersonPlan) => `secretary/${villageOf(person)}`,
): Promise<void> {
  const batches = new Map<string, { writer: string; batch: PersonPlan[] }>()
  for (const person of people) {
    const writer = writerOf(person)
    const key = `${person.enteredOn} ${writer}`
    const batch = batches.get(key)?.batch ?? []
    batches.set(key, { writer, batch: [...batch, person] })
  }
  for (const { writer, batch } of batches.values()) await enterBatch(ground, writer, batch)
}

function villageOf({ branch }: PersonPlan): string {
  return branch.slice(0, branch.indexOf('/'))
}

async function enterBatch(ground: Ground, writer: string, batch: readonly PersonPlan[]): Promise<void> {
  const [first] = batch
  if (!first) return
  await writeAs(ground, writer, at(first.enteredOn, '14:00'), async (ctx) => {
    const rows = batch.map((person) => ({
      memberId: memberIdOf(ground, person.key),
      orgId: orgOf(ground, person.branch).orgId,
      groupId: person.group ? orgOf(ground, person.group).orgId : null,
      values: valuesOf(person),
    }))
    await addMembers(ctx, rows, { reason: first.enteredOn < '2015' ? '建册' : '组织关系转入' })
    if (villageOf(first) !== linxi.key) return
    for (const { key, servicePost } of batch) {
      if (!servicePost) continue
      const wish = {
        kind: 'service',
        title: servicePost,
        validFrom: first.enteredOn,
        reason: '本人认领',
      } as const
      await addPost(anew(ctx), memberIdOf(ground, key), wish)
    }
  })
}

/** What the register holds of somebody. */
export function valuesOf(person: PersonPlan): RegisterValues & { name: string } {
  const { name, idNumber, sex, birthOn, education, job, mobile } = person
  return {
    ...{ name, idNumber, sex, birthOn, education, job, mobile },
    ethnic: '01',
    category: person.stage,
    homeAddress: person.home,
    householdPlace: person.household,
    ...(person.joinedOn && { joinedOn: person.joinedOn }),
    ...(person.fullOn && { fullOn: person.fullOn }),
    ...(person.partyPost && { partyPost: person.partyPost }),
    ...(person.floatingTo && { isFloating: true, floatingTo: person.floatingTo }),
  }
}
