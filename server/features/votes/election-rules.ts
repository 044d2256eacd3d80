import type { ElectionRow, RoundRow } from './election-queries.ts'

export type Standing = {
  elected: string[]
  tied: string[]
  /** Seats that nobody has yet. */
  open: number
  /** Who stood and was not elected, as often as they stood once. */
  left: string[]
}

/** Where an election stands after the ballots that count. */
export function standingOf(election: Pick<ElectionRow, 'seats'>, rounds: readonly RoundRow[]): Standing {
  const counting = rounds.filter((one) => one.voided_at === null)
  const elected = counting.flatMap((one) => one.elected)
  const stood = counting.flatMap((one) => one.votes.map((row) => row.memberId))
  return {
    elected,
    tied: counting.at(-1)?.tied ?? [],
    open: election.seats - elected.length,
    left: [...new Set(stood)].filter((one) => !elected.includes(one)),
  }
}

/** In one sentence what the ballots came to. */
export function sayStanding({ elected, tied, open }: Standing, valid: boolean): string {
  if (!valid) return '到会的不够，这次选举无效。票数照记，要另选日子再选。'
  const won = elected.length > 0 ? `选出 ${elected.length} 人` : '没有人当选'
  if (open <= 0) return `${won}，名额满了。`
  if (tied.length > 0) return `${won}，还有 ${open} 个名额；${tied.length} 人票数相等，请就这几个人再投一次。`
  return `${won}，还有 ${open} 个名额没有选出来：可以再投一次，也可以让名额空着。`
}
