import type { CallOutput, CallRequest } from '../../lib/call-types.ts'

export type Member = CallOutput<'getMember'>
export type Changes = CallRequest<'updateMember'>['body']['changes']
type ProfileKey = keyof NonNullable<Changes['profile']>

/** A column of the register that an office types in, by the path that the contract has for it. */
export type FieldKey = Exclude<keyof Changes, 'profile'> | `profile.${ProfileKey}`

/** How a value is read, shown and typed. `number` leaves the server masked. */
export type FieldKind =
  | 'text'
  | 'day'
  | 'month'
  | 'money'
  | 'yes-no'
  | 'sex'
  | 'ethnic'
  | 'education'
  | 'lost-kind'
  | 'number'

export type Field = { key: FieldKey; label: string; kind: FieldKind; hint?: string }
export type FieldGroup = { id: string; title: string; fields: readonly Field[] }

function text(key: FieldKey, label: string): Field {
  return { key, label, kind: 'text' }
}

function day(key: FieldKey, label: string): Field {
  return { key, label, kind: 'day' }
}

/** The register's columns as an office keeps them in its head, each under the header that an export gives it. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    id: 'person',
    title: '本人',
    fields: [
      text('name', '姓名'),
      { key: 'idNumber', label: '公民身份证号', kind: 'number' },
      { key: 'sex', label: '性别', kind: 'sex' },
      { key: 'ethnic', label: '民族', kind: 'ethnic' },
      day('birthOn', '出生日期'),
      text('profile.nativePlace', '籍贯'),
      text('householdPlace', '户籍所在地'),
      text('profile.policeStation', '户籍所在派出所'),
    ],
  },
  {
    id: 'contact',
    title: '怎么联系',
    fields: [
      { key: 'mobile', label: '手机号', kind: 'number' },
      { key: 'landline', label: '固定电话', kind: 'number' },
      text('homeAddress', '家庭住址'),
      text('profile.residence', '现居住地'),
      { key: 'profile.lostKind', label: '失去联系情形', kind: 'lost-kind' },
    ],
  },
  {
    id: 'party',
    title: '党内',
    fields: [
      day('joinedOn', '加入党组织日期'),
      day('fullOn', '转为正式党员日期'),
      { key: 'stageOn', label: '本阶段开始日期', kind: 'day' },
      text('partyPost', '现任党内职务'),
      day('profile.relationSettledOn', '组织关系落实时间'),
      text('profile.fileKeptAt', '档案所在单位'),
      text('profile.jointUnit', '联合支部单位名称'),
      { key: 'profile.monthlyDues', label: '月应缴纳党费', kind: 'money', hint: '每月几元，如 12.50。' },
      { key: 'profile.duesPaidThrough', label: '党费缴至年月', kind: 'month', hint: '写成 2026-03 这样。' },
    ],
  },
  {
    id: 'work',
    title: '学历和工作',
    fields: [
      { key: 'education', label: '学历', kind: 'education' },
      text('profile.degree', '学位'),
      text('profile.school', '毕业院校'),
      text('profile.major', '专业'),
      text('job', '工作岗位'),
      text('profile.technicalPost', '从事专业技术职务'),
      text('profile.newStratum', '新的社会阶层'),
      { key: 'profile.isMigrantWorker', label: '是否农民工', kind: 'yes-no' },
      day('profile.dischargedOn', '退役时间'),
    ],
  },
]

export const fields: readonly Field[] = fieldGroups.flatMap((group) => group.fields)

export function fieldOf(key: string): Field | undefined {
  return fields.find((field) => field.key === key)
}
