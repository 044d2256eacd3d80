import { createHash } from 'node:crypto'
import { type TalkPair, talkPairs } from '../../../contract/talk-pairs.ts'

/** What somebody is in the branch, as far as talks ask: 书记, 支委 (deputies among them), or neither. */
export type Post = 'secretary' | 'committee' | 'member'
export type Person = { memberId: string; name: string; post: Post }
export type Held = { pair: TalkPair; oneId: string; otherId: string; day: string }

export const postLabels: Record<Post, string> = { secretary: '书记', committee: '支委', member: '党员' }

/** Which type two people are; two secretaries are two of the committee. */
export function pairOf(one: Post, other: Post): TalkPair {
  if (one === 'member' && other === 'member') return 'member-member'
  if (one === 'member' || other === 'member') return 'committee-member'
  return one === other ? 'committee-committee' : 'secretary-committee'
}

/** What is owed once a year: a talk of these two, or of this one with anybody of the type. */
export type Unit = { key: string; of: readonly Person[] }

/**
 * Between those on the committee each two owe one; with and among members each member owes one, with whomever: of sixty
 * members no rule asks for 1,770 talks.
 */
export function listUnits(people: readonly Person[], pair: TalkPair): Unit[] {
  const members = people.filter((one) => one.post === 'member')
  const leading = (['secretary', 'committee'] as const).flatMap((post) =>
    people.filter((one) => one.post === post),
  )
  if (pair === 'committee-member') return leading.length > 0 ? members.map((one) => unitOf([one])) : []
  if (pair === 'member-member') return members.length > 1 ? members.map((one) => unitOf([one])) : []
  return leading.flatMap((one, at) =>
    leading
      .slice(at + 1)
      .filter((other) => pairOf(one.post, other.post) === pair)
      .map((other) => unitOf([one, other])),
  )
}

function unitOf(of: readonly Person[]): Unit {
  return { key: of.map((one) => one.memberId).join('/'), of }
}

/** The first day on which a unit was met; null while it is owed. */
function metOn({ of }: Unit, held: readonly Held[]): string | null {
  const days = held
    .filter(({ oneId, otherId }) => of.every(({ memberId }) => memberId === oneId || memberId === otherId))
    .map((one) => one.day)
    .toSorted()
  return days[0] ?? null
}

export type PairYear = {
  pair: TalkPair
  owed: number
  held: number
  missing: Unit[]
  /** The day on which the last of them was met, or the first of the year where nobody owes one; null before. */
  completeOn: string | null
}

/** A branch's year by pair type, of what was held in it. */
export function countPairs(people: readonly Person[], held: readonly Held[], year: number): PairYear[] {
  return talkPairs.map((pair) => {
    const ofPair = held.filter((one) => one.pair === pair)
    const units = listUnits(people, pair)
    const met = units.map((unit) => ({ unit, day: metOn(unit, ofPair) }))
    const missing = met.filter(({ day }) => day === null).map(({ unit }) => unit)
    const last = met
      .flatMap(({ day }) => day ?? [])
      .toSorted()
      .at(-1)
    const completeOn = missing.length > 0 ? null : (last ?? `${year}-01-01`)
    return { pair, owed: units.length, held: units.length - missing.length, missing, completeOn }
  })
}

/** The record of a pair type's year has no row: its id is worked out, the same every time. */
export function yearRecordId(of: { county: number; orgId: number; year: number; pair: TalkPair }): string {
  const hash = createHash('sha256').update(`talks ${of.county} ${of.orgId} ${of.year} ${of.pair}`).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [8, 12, 16, 20, 32].map((to, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], to)).join('-')
}
