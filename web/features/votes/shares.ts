import type { CallRequest } from '../../lib/call-types.ts'
import { messages } from './messages.ts'

export type Rule = CallRequest<'declareMeetingRule'>['body']['rule']
export type Basis = 'expected' | 'present'
type Share = { basis: Basis; op: '>' | '>='; of: number; in: number }

/** The shares of people that rules of meetings are made of. */
export const shares = [
  { value: '> 1/2', label: '超过半数' },
  { value: '>= 1/2', label: '达到半数' },
  { value: '>= 2/3', label: '达到三分之二' },
  { value: '>= 4/5', label: '达到五分之四' },
]

export const bases = [
  { value: 'expected', label: messages.rules.expected },
  { value: 'present', label: messages.rules.present },
]

/** '>= 2/3' → its parts. */
export function shareOf(typed: string, basis: Basis): Share {
  const [op = '>', fraction = '1/2'] = typed.split(' ')
  const [of, parts] = fraction.split('/').map(Number)
  return { basis, op: op as Share['op'], of: of ?? 1, in: parts ?? 2 }
}

/** The other way round, for a form that begins with what is in force. */
export function typedOf(share: Pick<Share, 'op' | 'of' | 'in'>): string {
  return `${share.op} ${share.of}/${share.in}`
}
