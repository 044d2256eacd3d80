import type {
  ElectedPost,
  ElectionTerms,
  ExclusionGround,
  MeetingTerms,
  Share,
} from '../../../contract/quorum.ts'
import type { MotionResult, WhyNoVote } from '../../../contract/votes.ts'
import type { VotesRow } from '../../../contract/votes-elections.ts'
import { addMonths } from '../../core/clock/days.ts'

/** How many should have come and how many did, of those with a vote. */
export type Presence = { expected: number; present: number }

/** Whether so many are the share that is asked; exact, in whole numbers. Of nobody nothing is ever reached. */
export function meets({ basis, op, of, in: parts }: Share, count: number, presence: Presence): boolean {
  const base = presence[basis]
  if (base === 0) return false
  const [left, right] = [count * parts, of * base]
  return op === '>' ? left > right : left >= right
}

/** The fewest that are enough: 8 of 15. */
export function fewest(share: Share, presence: Presence): number {
  const base = presence[share.basis]
  const exact = (share.of * base) / share.in
  return share.op === '>' ? Math.floor(exact) + 1 : Math.ceil(exact)
}

/** Null where no number is asked of this kind of meeting. */
export function isReached(quorum: Share | null, presence: Presence): boolean | null {
  return quorum && meets({ ...quorum, basis: 'expected' }, presence.present, presence)
}

export function judgeMotion(terms: MeetingTerms, ayes: number, presence: Presence): MotionResult {
  if (isReached(terms.quorum, presence) === false) return 'no-quorum'
  return meets(terms.pass, ayes, presence) ? 'passed' : 'rejected'
}

/** Somebody as the register and the roll know them on the day of a meeting. */
export type Elector = {
  memberId: string
  name: string
  isFull: boolean
  standing: string
  /** State on the roll; null: not on it, and so not there. */
  state: string | null
  /** Holds a place in the committee. */
  hasPost: boolean
  ground: ExclusionGround | null
}

export type Tally = Presence & {
  entitled: number
  excluded: { memberId: string; ground: ExclusionGround }[]
  withoutVote: { memberId: string; why: WhyNoVote }[]
  voters: string[]
}

/** Why a member has no vote (domain-rules §2); null: has one. */
export function whyNot({ isFull, standing }: Pick<Elector, 'isFull' | 'standing'>): WhyNoVote | null {
  if (!isFull) return 'probationary'
  if (standing === 'retained') return 'retained'
  return standing === 'normal' || standing === 'restored' ? null : 'suspended'
}

const isThere = ({ state }: Elector) => state !== null && state !== 'leave' && state !== 'absent'

/**
 * Who counts. Who is excluded but came and votes all the same is counted on both sides. A committee is of those who hold
 * a post; where nobody on the roll is known to hold one, of all on it.
 */
export function tallyOf(people: readonly Elector[], ofCommittee: boolean): Tally {
  const on = ofCommittee ? people.filter((one) => one.state !== null) : people
  const posted = on.filter((one) => one.hasPost)
  const electors = ofCommittee && posted.length > 0 ? posted : on
  const withVote = electors.filter((one) => whyNot(one) === null)
  const excluded = withVote.filter((one) => one.ground !== null && !mayStillCome(one))
  const counted = withVote.filter((one) => !excluded.includes(one))
  return {
    entitled: withVote.length,
    expected: counted.length,
    present: counted.filter(isThere).length,
    excluded: excluded.flatMap(({ memberId, ground }) => (ground ? [{ memberId, ground }] : [])),
    withoutVote: electors.flatMap((one) => {
      const why = whyNot(one)
      return why ? [{ memberId: one.memberId, why }] : []
    }),
    voters: counted.map((one) => one.memberId),
  }
}

/** Who came although excused from coming has kept the vote; whose rights are suspended has none. */
function mayStillCome(one: Elector): boolean {
  return one.ground !== 'rights-suspended' && (one.state === 'present' || one.state === 'late')
}

/** Grounds for which the rule asks that they have lasted six months. */
const lasting: readonly ExclusionGround[] = ['abroad', 'should-have-transferred']

export function lastsLongEnough(ground: ExclusionGround, since: string, today: string): boolean {
  return !lasting.includes(ground) || addMonths(since, 6) <= today
}

export function needsAssembly(ground: ExclusionGround): boolean {
  return ground !== 'rights-suspended'
}

/** How many must stand: more than the seats by so many per cent, rounded up; for a secretary as many as seats. */
export function fewestCandidates(terms: ElectionTerms, post: ElectedPost, seats: number): number {
  return seats + (terms.surplusOf.includes(post) ? Math.ceil((seats * terms.surplus) / 100) : 0)
}

export type Ballot = {
  kind: 'first' | 'run-off' | 'second'
  seats: number
  rows: readonly VotesRow[]
}
export type BallotResult = { valid: boolean; elected: string[]; tied: string[] }

/**
 * Who is elected by one ballot: more than the share asked, and of those the most; a tie over the last seat decides
 * nothing. In a run-off the most ayes decide: they had the share before.
 */
export function decideBallot(terms: ElectionTerms, ballot: Ballot, presence: Presence): BallotResult {
  if (!isReached(terms.quorum, presence)) return { valid: false, elected: [], tied: [] }
  const enough = (row: VotesRow) =>
    ballot.kind === 'run-off' ? row.ayes > 0 : meets(terms.pass, row.ayes, presence)
  const ranked = ballot.rows.filter(enough).toSorted((a, b) => b.ayes - a.ayes)
  const ids = (rows: readonly VotesRow[]) => rows.map((row) => row.memberId)
  if (ranked.length <= ballot.seats) return { valid: true, elected: ids(ranked), tied: [] }
  const last = ranked[ballot.seats - 1]?.ayes ?? 0
  const above = ranked.filter((row) => row.ayes > last)
  const level = ranked.filter((row) => row.ayes === last)
  return above.length + level.length <= ballot.seats
    ? { valid: true, elected: ids([...above, ...level]), tied: [] }
    : { valid: true, elected: ids(above), tied: ids(level) }
}

export type Slips = {
  issued: number
  returned: number
  invalid: number
  rows: readonly VotesRow[]
  seats: number
}

/** What cannot be on slips that were counted rightly; null: nothing is wrong. */
export function findSlipFlaw(slips: Slips, present: number): { field: string; message: string } | null {
  const { issued, returned, invalid, rows, seats } = slips
  if (issued > present)
    return { field: 'body.issued', message: `有表决权的到了 ${present} 人，发出的票不能比这多。` }
  if (returned > issued)
    return { field: 'body.returned', message: '收回的票比发出的多，这次投票无效，要重新投。' }
  if (invalid > returned) return { field: 'body.invalid', message: '废票比收回的票还多，请再数一遍。' }
  const good = returned - invalid
  const off = rows.findIndex((row) => row.ayes + row.noes + row.abstain > good)
  if (off >= 0) return { field: `body.rows.${off}`, message: `有效票是 ${good} 张，这个人的票加起来比这多。` }
  const ayes = rows.reduce((sum, row) => sum + row.ayes, 0)
  if (ayes > good * seats)
    return { field: 'body.rows', message: `一张票最多选 ${seats} 人，赞成票加起来太多了。` }
  return null
}

/** The day on which a term ends: five years in villages and communities, three elsewhere. */
export function endOfTerm(terms: ElectionTerms, from: string, isRural: boolean): string {
  return addMonths(from, 12 * (isRural ? terms.term.rural : terms.term.others))
}
