import { demand } from '../../core/errors/problem.ts'

export type Tally = { candidateId: string; for: number; against: number; abstain: number }
export type Ballot = { entitled: number; present: number; tallies: readonly Tally[] }

export type Around = {
  /** Who stands, by id. */
  names: ReadonlyMap<string, string>
  quota: number | null
  /** Full members with the right to vote: nobody else is entitled. */
  voters: number
}

/** Whom a ballot chose; or why it chose nobody, with those who were level at the last place. */
export type Count = { chosen: string[] } | { failed: 'majority' } | { failed: 'level'; level: string[] }

/**
 * Who is chosen by a secret ballot: at least half of those entitled are present, and more than half of those entitled
 * are for (domain-rules §2, assembly). Places go to those with most votes; who is level at the last place is voted on
 * again, never drawn by us. Errors: input.invalid with the field and what does not add up.
 */
export function countBallot(ballot: Ballot, around: Around): Count {
  demandAttendance(ballot, around.voters)
  demandTallies(ballot, around.names)
  return outcomeOf(ballot, around.quota)
}

/** The same of a ballot whose counts are known to add up. */
export function outcomeOf(
  { entitled, tallies }: Pick<Ballot, 'entitled' | 'tallies'>,
  quota: number | null,
): Count {
  const passed = tallies.filter((tally) => tally.for * 2 > entitled)
  return passed.length === 0 ? { failed: 'majority' } : withinQuota(passed, quota)
}

function demandAttendance({ entitled, present }: Ballot, voters: number): void {
  demand(entitled <= voters, 'input.invalid', {
    field: 'body.entitled',
    message: `应到 ${entitled} 人，比有表决权的党员 ${voters} 人还多，请核对。`,
  })
  demand(present <= entitled, 'input.invalid', {
    field: 'body.present',
    message: `实到 ${present} 人，比应到 ${entitled} 人还多，请核对。`,
  })
  demand(present * 2 >= entitled, 'input.invalid', {
    field: 'body.present',
    message: `实到 ${present} 人，不到应到 ${entitled} 人的一半，不能投票。`,
  })
}

function demandTallies({ present, tallies }: Ballot, names: ReadonlyMap<string, string>): void {
  const voted = new Set(tallies.map(({ candidateId }) => candidateId))
  const isWhole = voted.size === tallies.length && voted.size === names.size
  demand(isWhole && [...voted].every((one) => names.has(one)), 'input.invalid', {
    field: 'body.tallies',
    message: '票数要和候选人一一对应，请刷新页面再填。',
  })
  tallies.forEach((tally, at) => {
    const sum = tally.for + tally.against + tally.abstain
    demand(sum === present, 'input.invalid', {
      field: `body.tallies.${at}.for`,
      message: `${names.get(tally.candidateId)}的三项加起来是 ${sum}，实到 ${present} 人。没写的和废票记弃权。`,
    })
  })
}

function withinQuota(passed: readonly Tally[], quota: number | null): Count {
  const idOf = ({ candidateId }: Tally) => candidateId
  if (quota === null || passed.length <= quota) return { chosen: passed.map(idOf) }
  const ordered = [...passed].sort((a, b) => b.for - a.for)
  const last = ordered[quota - 1]?.for
  if (ordered[quota]?.for !== last) return { chosen: ordered.slice(0, quota).map(idOf) }
  return { failed: 'level', level: ordered.filter((tally) => tally.for === last).map(idOf) }
}

/** Why a ballot chose nobody and what can be done, in a sentence; null when it chose somebody. */
export function sayFailed(count: Count, names: ReadonlyMap<string, string>): string | null {
  if ('chosen' in count) return null
  if (count.failed === 'majority') return '没有人过应到人数的一半，没有选出来。可以再投一次，或者重新提名。'
  const level = count.level.map((id) => names.get(id) ?? '一位同志')
  return `名额最后一个，${level.join('、')}票数一样，没有选出来。请再投一次。`
}
