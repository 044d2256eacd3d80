import type { ActivityKind } from '../contract/activity-kinds.ts'
import type { SegmentWish as Segment } from '../contract/segments.ts'

type Topic = { kind: ActivityKind; title: string; service?: string }

/** What a branch does in the months of a year: document 000's topics, and the meetings that the regulations name. */
export const branchTopics: Readonly<Record<number, Topic>> = {
  1: { kind: 'members-assembly', title: '年度安排' },
  2: { kind: 'theme-day', title: '慰问困难户', service: '上门慰问，帮着打扫' },
  3: { kind: 'party-lecture', title: '党课：春耕前的政策' },
  4: { kind: 'theme-day', title: '清理路边', service: '清理村道两边' },
  5: { kind: 'theme-day', title: '入户谈心', service: '走访老党员' },
  6: { kind: 'members-assembly', title: '半年小结' },
  7: { kind: 'theme-day', title: '学习，清理河道', service: '清理河道' },
  8: { kind: 'study-group', title: '支部学习' },
  9: { kind: 'members-assembly', title: '三季度党员大会' },
  10: { kind: 'theme-day', title: '学习，清理河道', service: '清理河道' },
  11: { kind: 'party-lecture', title: '党课：村里的三件大事' },
  12: { kind: 'life-meeting', title: '组织生活会' },
}

/** What a whole village does on its day of the month. */
export const villageTopics: Readonly<Record<number, Required<Topic>>> = {
  1: village('走访老党员', '走访老党员和困难户'),
  2: village('慰问困难户', '慰问困难户'),
  3: village('种树护绿', '路边补种绿化'),
  4: village('清理河道', '清理河道'),
  5: village('整理路边', '整理路边'),
  6: village('义务助农', '抢收抢种'),
  7: village('学习，重温誓词', '看望老党员'),
  8: village('防台巡查', '巡查沟渠和危房'),
  9: village('清理河道', '清理河道'),
  10: village('议事：村道怎么修', '看现场'),
  11: village('义务助农', '帮缺劳力户秋收'),
  12: village('一年小结', '打扫会堂'),
}

function village(title: string, service: string): Required<Topic> {
  return { kind: 'activity-day', title, service }
}

/** Study first, then service: document 000's order. */
export function segmentsOf(topic: { title: string; service?: string }, ledBy: string | null): Segment[] {
  if (!topic.service) return [{ kind: 'meeting', title: topic.title, minutes: 90, ledBy: null }]
  return [
    { kind: 'study', title: '学习', minutes: 40, ledBy: null },
    { kind: 'service', title: topic.service, minutes: 100, ledBy },
  ]
}

export const disputes = [
  '宅基地排水',
  '田埂边界',
  '晾晒占道',
  '夜里施工噪声',
  '渠水先后',
  '门前停车',
  '树枝过界',
]
export const cleaning = ['清理河道', '清理路边', '打扫村口', '清理沟渠', '整理堆物']
export const campaigns = ['拆除废旧棚屋', '整治黑臭河道', '清理多年堆场']
