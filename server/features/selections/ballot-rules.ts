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

/**
 * Who is chosen by a secret ballot: at least half of those entitled are present, and more than half of those entitled
 * are for (domain-rules §2, assembly). Errors: input.invalid with the field and what does not add up.
 */
export function countBallot(ballot: Ballot, around: Around): string[] {
  demandAttendance(ballot, around.voters)
  demandTallies(ballot, around.names)
  const passed = ballot.tallies.filter((tally) => tally.for * 2 > ballot.entitled)
  demand(passed.length > 0, 'input.invalid', {
    field: 'body.tallies',
    message: '没有人过应到人数的一半，选不出来。可以再投一次，或者重新提名。',
  })
  return withinQuota(passed, around).map(({ candidateId }) => candidateId)
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

/** The places go to those with most votes; who is level at the last place is voted on again, never drawn by us. */
function withinQuota(passed: readonly Tally[], { quota, names }: Around): readonly Tally[] {
  if (quota === null || passed.length <= quota) return passed
  const ordered = [...passed].sort((a, b) => b.for - a.for)
  const last = ordered[quota - 1]?.for
  const level = ordered.filter((tally) => tally.for === last)
  demand(ordered[quota]?.for !== last, 'input.invalid', {
    field: 'body.tallies',
    message: `名额 ${quota} 个，${level.map(({ candidateId }) => names.get(candidateId)).join('、')}票数一样。请对他们再投一次，按再投的票数记。`,
  })
  return ordered.slice(0, quota)
}
