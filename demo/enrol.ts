import type { RegisterValues } from '../contract/register.ts'
import { addMembers } from '../server/features/members/commands.ts'
import { addPost } from '../server/features/members/post-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, memberIdOf, orgOf, writeAs } from './ground.ts'
import type { PersonPlan } from './person-plan.ts'
import { linxi } from './places.ts'

/** Puts everybody into the register on the day on which it has them: one write a day and village. */
export async function enrol(ground: Ground, people: readonly PersonPlan[]): Promise<void> {
  const batches = new Map<string, PersonPlan[]>()
  for (const person of people) {
    const key = `${person.enteredOn} ${villageOf(person)}`
    batches.set(key, [...(batches.get(key) ?? []), person])
  }
  for (const batch of batches.values()) await enterBatch(ground, batch)
}

function villageOf({ branch }: PersonPlan): string {
  return branch.slice(0, branch.indexOf('/'))
}

async function enterBatch(ground: Ground, batch: readonly PersonPlan[]): Promise<void> {
  const [first] = batch
  if (!first) return
  const village = villageOf(first)
  await writeAs(ground, `secretary/${village}`, at(first.enteredOn, '14:00'), async (ctx) => {
    const rows = batch.map((person) => ({
      memberId: memberIdOf(ground, person.key),
      orgId: orgOf(ground, person.branch).orgId,
      groupId: person.group ? orgOf(ground, person.group).orgId : null,
      values: valuesOf(person),
    }))
    await addMembers(ctx, rows, { reason: first.enteredOn < '2015' ? '建册' : '组织关系转入' })
    if (village !== linxi.key) return
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

function valuesOf(person: PersonPlan): RegisterValues & { name: string } {
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
