import type { ElectionTerms, MeetingTerms, Share } from '../../../contract/quorum.ts'
import { type MotionResult, motionResultLabels } from '../../../contract/votes.ts'
import { fewest, type Presence } from './rules.ts'

const shares: Record<string, string> = {
  '1/2': '半数',
  '1/3': '三分之一',
  '2/3': '三分之二',
  '4/5': '五分之四',
}

function sayFraction(of: number, parts: number): string {
  return of === parts ? '全部' : (shares[`${of}/${parts}`] ?? `${parts} 分之 ${of}`)
}

function sayShare({ op, of, in: parts }: Share): string {
  return `${op === '>' ? '超过' : '达到'}${sayFraction(of, parts)}`
}

const sayBasis = ({ basis }: Share) => (basis === 'expected' ? '应到会' : '实到会')

/** 到会达到半数可以开；赞成超过应到会的半数为通过。 */
export function sayTerms(terms: MeetingTerms | ElectionTerms): string {
  const isElection = 'surplus' in terms
  const there = terms.quorum
    ? `有表决权的到会${sayShare(terms.quorum)}${isElection ? '选举有效' : '可以表决'}`
    : '到会人数不限'
  const { op, of, in: parts } = terms.pass
  const name = sayFraction(of, parts)
  const won = `赞成票${op === '>' ? '超过' : '达到'}${sayBasis(terms.pass)}的${name}`
  if (!isElection) return `${there}；${won}为通过`
  const surplus = terms.surplus > 0 ? `；差额不少于 ${terms.surplus}%` : ''
  return `${there}；${won}当选${surplus}；任期村、社区 ${terms.term.rural} 年，其他 ${terms.term.others} 年`
}

export type Said = Presence & { entitled: number; reached: boolean | null }

/** The line in the minutes, plainly where there were too few. */
export function sayCount({ entitled, expected, present, reached }: Said, quorum: Share | null): string {
  const left = entitled > expected ? `（另有 ${entitled - expected} 人不计入应到）` : ''
  const head = `有表决权的应到 ${expected} 人${left}，实到 ${present} 人`
  if (reached === null || !quorum) return `${head}。`
  const least = fewest({ ...quorum, basis: 'expected' }, { expected, present })
  if (reached) return `${head}，够法定人数（${least} 人）。`
  return `${head}，不够法定人数（${least} 人）。会可以记，表决不作数。`
}

export type Sums = {
  ayes: number
  noes: number
  abstain: number
  invalid: number
  returned: number | null
  issued: number | null
}

/** 应到 15 人，实到 13 人，赞成 12，反对 0，弃权 1：通过。 */
export function sayMotion(sums: Sums, presence: Presence, result: MotionResult): string {
  const slips =
    sums.issued === null
      ? ''
      : `，发出 ${sums.issued} 张，收回 ${sums.returned ?? 0} 张，废票 ${sums.invalid} 张`
  const votes = `赞成 ${sums.ayes}，反对 ${sums.noes}，弃权 ${sums.abstain}`
  return `应到 ${presence.expected} 人，实到 ${presence.present} 人${slips}，${votes}：${motionResultLabels[result]}。`
}

export const roundKindLabels = { first: '第一次投票', 'run-off': '票数相等再投', second: '再次投票' } as const
