import type { z } from 'zod'
import type { ActivityKind } from './activity-kinds.ts'
import type { agendaItemInput } from './agenda-items.ts'

type Item = z.input<typeof agendaItemInput>
export type ReadyAgenda = {
  key: string
  kind: ActivityKind
  name: string
  opens: boolean
  free: number
  note: string
  items: readonly Item[]
}

const study: Item = { kind: 'study', title: '第一议题：学习', minutes: 30 }
const firstTopic = '学习是第一议题。没学也能记，会一直标着缺。'

function openedByStudy(key: string, kind: ActivityKind, items: readonly Item[]): ReadyAgenda {
  return {
    key,
    kind,
    name: '第一议题先学习',
    opens: true,
    free: 0,
    note: firstTopic,
    items: [study, ...items],
  }
}

function choice(kind: Item['kind'], title: string, topic: string | null = null): Item {
  return { kind, title, topic, use: 'choice' }
}

/** To be written by who declares it: the documents say how many there are, not which. */
const blanks = [1, 2, 3, 4, 5].map((): Item => ({ kind: 'other', title: '', use: 'must' }))

/** Ready to be declared, and changed before that. Nothing of it is asked of anybody until somebody declares it. */
export const readyAgendas: readonly ReadyAgenda[] = [
  {
    key: 'situation-analysis',
    kind: 'situation-analysis',
    name: '民情分析会三步',
    opens: false,
    free: 0,
    note: '先传达上级会议，再由驻村干部布置一周工作，最后书记细化到人。',
    items: [
      { kind: 'meeting', title: '传达上级会议精神', minutes: 15, topic: 'higher-meetings' },
      { kind: 'meeting', title: '驻村干部布置本周工作', minutes: 20, ledRole: 'resident-cadre' },
      { kind: 'meeting', title: '书记细化到人', minutes: 20, ledRole: 'secretary' },
    ],
  },
  openedByStudy('members-assembly', 'members-assembly', [
    { kind: 'meeting', title: '报告和讨论', use: 'usual' },
    { kind: 'deliberation', title: '表决', use: 'choice' },
  ]),
  openedByStudy('committee-meeting', 'committee-meeting', [
    { kind: 'deliberation', title: '研究支部工作', use: 'usual', ledRole: 'secretary' },
  ]),
  openedByStudy('group-meeting', 'group-meeting', [
    { kind: 'deliberation', title: '小组讨论', use: 'usual', ledRole: 'group-leader' },
  ]),
  {
    key: 'party-lecture',
    kind: 'party-lecture',
    name: '党课',
    opens: true,
    free: 0,
    note: firstTopic,
    items: [{ kind: 'study', title: '第一议题：上党课', minutes: 60, mode: 'theory', ledRole: 'lecturer' }],
  },
  {
    key: 'five-plus-x',
    kind: 'theme-day',
    name: '主题党日 5+X',
    opens: false,
    free: 1,
    note: '五个固定动作请县里或者镇里写上，另外至少办一件自选的。',
    items: blanks,
  },
  {
    key: 'four-and-fourteen',
    kind: 'theme-day',
    name: '主题党日 4+14',
    opens: false,
    free: 0,
    note: '规定动作四个，自选动作十四个。这里写的是例子，先改成本地的再用。',
    items: [
      { kind: 'meeting', title: '重温入党誓词', minutes: 5 },
      { kind: 'meeting', title: '交纳党费', minutes: 10 },
      { kind: 'study', title: '集中学习', minutes: 40 },
      { kind: 'deliberation', title: '议事通报', minutes: 20 },
      choice('service', '看望老党员', 'old-members'),
      choice('service', '走访困难户', 'poor-households'),
      choice('service', '清理河道', 'river-cleaning'),
      choice('service', '路边绿化', 'roadside-greening'),
      choice('service', '整治路边环境', 'roadside-tidying'),
      choice('service', '义务助农', 'volunteer-farming'),
      choice('service', '调解邻里纠纷'),
      choice('service', '义务巡逻'),
      choice('service', '认领微心愿'),
      choice('study', '讲身边的党员故事'),
      choice('study', '到实践点上党课'),
      choice('study', '夜里到户宣讲'),
      choice('deliberation', '听群众意见'),
      choice('other', '过政治生日'),
    ],
  },
  {
    key: 'training',
    kind: 'training',
    name: '党务工作者培训',
    opens: false,
    free: 0,
    note: '党章党规是必修课：课堂讲理论、讲案例，再到实践点。',
    items: [
      { kind: 'study', title: '必修课：党章党规', minutes: 60, mode: 'theory', topic: 'party-rules' },
      { kind: 'study', title: '案例课', minutes: 40, mode: 'case' },
      { kind: 'study', title: '到实践点', minutes: 60, mode: 'practice' },
    ],
  },
]
