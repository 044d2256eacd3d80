import type { TemplateField } from '../../contract/minutes-templates.ts'
import type { Minutes } from '../features/votes/ledger.ts'
import { padName, sayFullDay } from '../public/words.ts'

/** What stands in the place of each field of a template, a line each. */
export type FilledFields = Record<TemplateField, string[]>

export function fieldsOf(minutes: Minutes): FilledFields {
  const { day, startsAt, endsAt, quorum, signatures } = minutes
  const time = [startsAt, endsAt].filter(Boolean).join('–')
  const one = (text: string | number | null | undefined) => [String(text ?? '')]
  const numbered = (lines: readonly string[]) => lines.map((line, at) => `${at + 1}．${line}`)
  return {
    标题: one(minutes.heading),
    编号: one(minutes.number),
    支部名称: one(minutes.orgName),
    会议名称: one(minutes.title),
    时间: one(`${sayFullDay(day)}${time && `　${time}`}`),
    地点: one(minutes.place),
    主持人: one(minutes.chair),
    记录人: one(minutes.recorder),
    应到: one(minutes.expected),
    实到: one(minutes.present),
    缺席: one(minutes.absent),
    表决权: one(quorum),
    出席名单: one(minutes.there.map(padName).join('、')),
    缺席名单: one(minutes.away.map(padName).join('、')),
    议程: numbered(minutes.topics),
    会议内容: minutes.minutes.split(/\n+/).filter(Boolean),
    表决和选举: numbered(minutes.votes),
    签名: one(signatures.map((who) => `${who}：　　　　　　　`).join('　')),
    页脚: one(minutes.foot),
  }
}

/** A meeting that never was, to try a template with: long enough to show what several lines look like. */
export function exampleFields(today: string): FilledFields {
  return fieldsOf({
    activityId: '',
    orgId: 0,
    path: '',
    orgName: '某某村党支部',
    heading: '某某村党支部党员大会记录（例子）',
    number: `${today.slice(0, 4)} 年第 1 号`,
    title: '讨论修机耕路',
    day: today,
    startsAt: '19:30',
    endsAt: '21:00',
    group: null,
    serial: 1,
    place: '村部二楼会议室',
    chair: '张某某',
    recorder: '李某某',
    expected: 16,
    present: 14,
    absent: '请假 2 人',
    quorum: '有表决权的应到 15 人，实到 13 人，够法定人数（8 人）。',
    there: ['张某某', '李某某', '王某', '赵某某'],
    away: ['钱某', '孙某某'],
    topics: ['学习', '讨论修机耕路', '表决'],
    minutes:
      '这是例子，不是真的会议。\n王某：先修东边一段，雨天过不去车。\n赵某某：同意，开工前先把涵管量好。',
    votes: ['修机耕路：应到 15 人，实到 13 人，赞成 12，反对 1，弃权 0：通过。'],
    signatures: ['主持人', '记录人'],
    photo: false,
    foot: '',
  })
}

/** Each field by its own name, as it is written in a template. */
export const fieldMark = (name: TemplateField): string => `{{${name}}}`
