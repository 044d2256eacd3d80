import type { SchemeVersion } from '../../contract/scheme-version.ts'
import { schemeVersion } from '../../contract/scheme-version.ts'

/** What the fullest year is made of beside the theme days: kinds of service, each with points and a monthly ceiling. */
export const services = [
  'sanitation',
  'patrol',
  'care',
  'volunteer',
  'mediation',
  'emergency-repair',
] as const

/** Matters of conduct, each with its points for one. */
export const matters = {
  'good-deed': 100,
  'policy-talk': 100,
  'task-done': 50,
  'post-served': 50,
  'volunteer-hours': 20,
  'study-done': 50,
  'notice-missed': -50,
  'yard-untidy': -100,
} as const

const limits = [
  {
    name: '志愿服务每月封顶',
    level: 1,
    period: 'month' as const,
    cap: 600,
    rules: [...services.keys()].map((i) => `S${i}`),
  },
  { name: '平时表现每月封顶', level: 1, period: 'month' as const, cap: 400, rules: ['M0', 'M1', 'M2'] },
  { name: '岗位和服务时间每季封顶', level: 1, period: 'quarter' as const, cap: 800, rules: ['M3', 'M4'] },
  { name: '学习每年封顶', level: 1, period: 'year' as const, cap: 1000, rules: ['M5'] },
  { name: '扣分每年到底', level: 1, period: 'year' as const, floor: -1000, rules: ['M6', 'M7', 'A0', 'A1'] },
  {
    name: '加分每年封顶',
    level: 2,
    period: 'year' as const,
    cap: 6000,
    rules: [...[...services.keys()].map((i) => `S${i}`), 'M0', 'M1', 'M2', 'M3', 'M4', 'M5'],
  },
]

/** A scheme of twenty-four rules and two levels of ceilings: what a county writes that writes everything down. */
export function measuredVersion(points = 100): SchemeVersion {
  const rule = (code: string, name: string, factKind: string, pattern: object, value: number) => ({
    code,
    name,
    class: value < 0 ? ('deduction' as const) : ('bonus' as const),
    factKind,
    pattern: pattern as Record<string, unknown>,
    points: value,
  })
  return schemeVersion.parse({
    validFrom: '2013-01-01',
    cycle: 'year',
    startPoints: 6000,
    rules: [
      ...services.map((activity, i) => rule(`S${i}`, `服务 ${i + 1}`, 'attendance', { activity }, points)),
      ...Object.entries(matters).map(([matter, value], i) => ({
        ...rule(`M${i}`, `表现 ${i + 1}`, 'conduct', { matter }, value),
        mode: 'per-unit' as const,
      })),
      rule('A0', '无故缺席', 'absence', { category: 'life', excused: false }, -200),
      rule('A1', '服务缺席', 'absence', { category: 'service', excused: false }, -100),
      rule('L0', '主题党日迟到', 'attendance', { activity: 'theme-day', late: true }, -50),
      ...['national', 'province', 'city', 'district', 'town', 'village'].map((level, i) =>
        rule(`H${i}`, `荣誉 ${i + 1}`, 'honour', { level }, 1000 - i * 150),
      ),
      rule('X0', '年度评议', 'assessment', { by: 'peers' }, 100),
    ],
    limits,
  })
}
