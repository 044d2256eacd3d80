import { z } from 'zod'

/**
 * What a rule may count beyond meetings and honours: things that somebody did or left undone, said in one word each.
 * The list is closed on purpose: a login, a like, a time spent reading, a streak, a location or a petition is no matter.
 * A county may add its own beside these (`point_matters`); the names of those are looked at by the scheme's check.
 */
export const conductMatters = {
  'key-work': { label: '承担重点工作', unit: '次' },
  // For schemes that leave it to a person how much a piece of work weighs: from 5 to 10 points.
  'key-work-marks': { label: '重点工作评分', unit: '分' },
  'good-deed': { label: '做好事', unit: '次' },
  'model-deed': { label: '先进事迹', unit: '次' },
  'policy-talk': { label: '宣讲政策', unit: '次' },
  'proposal-taken': { label: '建议被采纳', unit: '条' },
  'household-helped': { label: '结对帮扶', unit: '户' },
  'volunteer-hours': { label: '志愿服务时间', unit: '小时' },
  'emergency-help': { label: '应急抢险', unit: '次' },
  'task-done': { label: '按时办完交办的事', unit: '件' },
  'task-missed': { label: '没有办完交办的事', unit: '件' },
  'notice-answered': { label: '按时回复通知', unit: '次' },
  'notice-missed': { label: '没有回复通知', unit: '次' },
  'study-done': { label: '完成规定的学习', unit: '次' },
  'post-served': { label: '履行岗位职责', unit: '次' },
  'post-neglected': { label: '没有履行岗位职责', unit: '次' },
  'dues-late': { label: '迟交党费', unit: '次' },
  'labour-missed': { label: '没有参加义务劳动', unit: '次' },
  'rule-breach': { label: '违法违纪、违反村规民约', unit: '次' },
  'policy-breach': { label: '违反政策规定', unit: '次' },
  'promise-breach': { label: '没有兑现承诺', unit: '次' },
  'illegal-building': { label: '违章建筑没有拆除', unit: '处' },
  'yard-untidy': { label: '门前卫生没有做到', unit: '次' },
  'lavish-feast': { label: '大操大办', unit: '次' },
  gambling: { label: '参与赌博', unit: '次' },
  'cult-activity': { label: '参与邪教、封建迷信活动', unit: '次' },
  'false-report': { label: '弄虚作假', unit: '次' },
  'public-criticism': { label: '受到通报批评', unit: '次' },
  'party-discipline': { label: '受到党纪处分', unit: '次' },
} as const

export type ConductMatter = keyof typeof conductMatters

/** A matter of the list above, or one of the county's own. */
export const matterCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, '事项代码用小写字母、数字和横线')
