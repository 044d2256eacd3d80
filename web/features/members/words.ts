import type { CallRequest } from '../../lib/call-types.ts'
import type { Member } from './fields.ts'

export type Stage = Exclude<Member['stage'], 'exited'>
export type ExitKind = NonNullable<Member['exitKind']>
export type Standing = Member['standing']
export type NumberField = CallRequest<'revealNumber'>['body']['field']

/** The statutory terms, as contract/members.ts has them; a test holds the two together. */
export const stageWords: Record<Stage | 'exited', string> = {
  applicant: '入党申请人',
  activist: '入党积极分子',
  target: '发展对象',
  probationary: '预备党员',
  full: '正式党员',
  exited: '已离开',
}

export const exitWords: Record<ExitKind, string> = {
  withdrawn: '本人退出',
  stopped: '停止培养',
  cancelled: '取消预备党员资格',
  removed: '除名',
  'persuaded-out': '劝退',
  expelled: '开除党籍',
  transferred: '组织关系转出',
  died: '去世',
}

export const standingWords: Record<Standing, string> = {
  normal: '正常',
  retained: '保留党籍',
  restored: '恢复党籍',
  suspended: '停止党籍',
  expelled: '开除党籍',
}

export const numberWords: Record<NumberField, string> = {
  idNumber: '身份证号',
  mobile: '手机号',
  landline: '固定电话',
}

export function wordOf(words: Readonly<Record<string, string>>, code: string | null): string {
  return code === null ? '' : (words[code] ?? code)
}
