import type { LeadRole, StudyMode, StudyWay } from '../../../contract/segments.ts'

const modes: Record<StudyMode, string> = { theory: '讲理论', case: '讲案例', practice: '现场教学' }
const ways: Record<StudyWay, string> = { 'on-site': '到场', remote: '线上' }
const leaders: Record<LeadRole, string> = {
  secretary: '书记',
  'resident-cadre': '驻村干部',
  'two-committees': '村两委',
  'group-leader': '党小组长',
  lecturer: '讲课老师',
  'higher-leader': '上级来的同志',
}

/** What is said of an agenda where an activity is planned, recorded and read. */
export const agendaMessages = {
  modes,
  ways,
  leaders,
  more: '主题、老师、地点',
  moreNone: '没有填，可以不填',
  topic: '什么主题',
  unsaid: '不说',
  mode: '怎么学',
  way: '到场还是线上',
  lecturer: '谁讲的',
  site: '哪个实践点',
  named: (name: string, note: string) => (note ? `${name}（${note}）` : name),
  inHome: '在党员家里',
  toHome: '在党员家里',
  toHomeLabel: (at: number) => `第 ${at} 段在党员家里`,
  notHome: '不在家里',
  notHomeLabel: (at: number) => `第 ${at} 段不在家里`,
  household: '谁家',
  householdHint: '只有办活动的人和叫到的人看得到。',
  homeFrom: '几点开始',
  homeTo: '几点结束',
  taughtBy: (name: string) => `${name}讲`,
  homeAt: (household: string | null, hours: string) =>
    household ? `${hours}在${household}` : `${hours}在党员家里`,
  picks: '还能选',
  free: (count: number) => `自选的至少办 ${count} 件，选下面的，或者自己加一段。`,
  pickLabel: (title: string) => `加上：${title}`,
  agenda: '议程',
  agendaHint: '照安排的都算办了，没办的点掉。',
  skippedNote: '没办的会标出来，照样能记。',
  skipped: '没有办',
  lackingMark: (titles: readonly string[]) => `缺${titles.join('、')}`,
  mend: '补上',
  filterPart: '有哪一段',
  filterLacking: '缺议程的',
  partCaption: '按做了什么分，一次有几段的各算一次',
  topicCaption: '按主题分',
  part: '做了什么',
}
