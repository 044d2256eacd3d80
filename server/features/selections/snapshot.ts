import type { SelectionSnapshot } from '../../../contract/selections.ts'
import type { PersonalNumber } from '../../core/guard/find-personal-numbers.ts'

type Chosen = { name: string; name_strokes: string; branch_name: string }

/** What the public will see, word for word: the chosen in stroke order, and apart from it nothing about anybody. */
export function buildSnapshot(
  chosen: readonly Chosen[],
  head: Omit<SelectionSnapshot, 'version' | 'rows'>,
): SelectionSnapshot {
  return {
    version: 1,
    ...head,
    rows: chosen.map(({ name, branch_name: branchName }) => ({ name, branchName })),
  }
}

/** In the order of strokes, as names stand on what is published; the database's "C" order, character by character. */
export function inStrokeOrder<T extends { name_strokes: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.name_strokes < b.name_strokes ? -1 : 1))
}

/** Every text of a list that a person has written, with the words by which its place is found. */
export function textsOf(snapshot: SelectionSnapshot): { where: string; text: string }[] {
  const { title, orgName, how, contact, preparedBy, rows } = snapshot
  return [
    { where: '评选名称', text: title },
    { where: '单位名称', text: orgName },
    { where: '产生办法', text: how },
    { where: '地点', text: contact.place },
    { where: '时间', text: contact.hours },
    { where: '经办人', text: preparedBy },
    ...rows.map(({ name, branchName }) => ({ where: `“${name}”这个名字`, text: `${name} ${branchName}` })),
  ]
}

const kindLabels: Record<PersonalNumber['kind'], string> = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
}

export function sayFinding(where: string, { kind, shown }: Pick<PersonalNumber, 'kind' | 'shown'>): string {
  return `没有写入：${where}里有${kindLabels[kind]}（${shown}）。请先改掉。`
}

/** 11月18日党员大会上无记名投票产生 */
export function sayHow(
  method: 'vote' | 'decision',
  orgName: string,
  meeting: { day: string; title: string } | null,
): string {
  const at = meeting
    ? `${Number(meeting.day.slice(5, 7))}月${Number(meeting.day.slice(8))}日${meeting.title}上`
    : orgName
  return method === 'vote' ? `${at}无记名投票产生` : `${at}研究决定`
}
