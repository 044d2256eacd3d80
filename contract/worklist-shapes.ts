import { z } from 'zod'
import { day, id, instant, line, orgId, text } from './common.ts'
import { factAttributes, factKinds } from './facts.ts'

/** draft → sent → over when its week is; a draft is discarded, what was sent is withdrawn with a reason. */
export const worklistStates = ['draft', 'sent', 'over', 'withdrawn'] as const
export type WorklistState = (typeof worklistStates)[number]
export const worklistStateLabels: Record<WorklistState, string> = {
  draft: '没有下发',
  sent: '本周在办',
  over: '这一周过了',
  withdrawn: '收回了',
}

/** Who may be asked: organisations below the issuer that have a secretary of their own. */
export const receiverKinds = ['village', 'committee', 'general-branch', 'branch'] as const
export const receiverKindLabels: Record<(typeof receiverKinds)[number], string> = {
  village: '村',
  committee: '党委',
  'general-branch': '党总支',
  branch: '党支部',
}

/** Minutes that an answer takes at the least, whatever its author thinks. */
export const leastMinutes = { text: 3, number: 2, choice: 1 } as const

/** Of a county that has set none. */
export const defaultBudget = 30

/** Answered by what is on record: so many facts (or so much of their quantity, in hundredths) in the week. */
const byFact = z
  .strictObject({
    by: z.literal('fact'),
    factKind: z.enum(factKinds as [string, ...string[]]),
    pattern: z.record(z.string(), z.unknown()).default({}),
    measure: z.enum(['count', 'quantity']).default('count'),
    atLeast: z.number().int().min(1).max(1_000_000),
  })
  .refine(
    ({ factKind, pattern }) =>
      factAttributes[factKind as keyof typeof factAttributes].partial().safeParse(pattern).success,
    { path: ['pattern'], message: '没有这样的记录' },
  )

/** Asks for something new: one field, once. */
const byAnswer = z
  .strictObject({
    by: z.literal('answer'),
    type: z.enum(['text', 'number', 'choice']),
    unit: line(6).nullable().default(null),
    choices: z.array(line(20)).max(8).default([]),
    /** As the author thinks; never below the least of its type. */
    minutes: z.number().int().min(1).max(120),
  })
  .refine(({ type, choices }) => type !== 'choice' || (choices.length > 1 && isDistinct(choices)), {
    path: ['choices'],
    message: '至少写两个不同的选项',
  })

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length
}

export const demandOf = z.discriminatedUnion('by', [byFact, byAnswer])
export type Demand = z.output<typeof demandOf>

export const menuNo = z.number().int().min(1).max(5)
const itemInput = z.strictObject({
  title: line(60),
  /** The menu that it can be picked from; null: it must be done. */
  menu: menuNo.nullable().default(null),
  demand: demandOf,
})
export const menu = z.strictObject({ menu: menuNo, title: line(30), choose: z.number().int().min(1).max(20) })
export type Menu = z.output<typeof menu>

export const monday = day.refine((text) => new Date(`${text}T00:00:00Z`).getUTCDay() === 1, '请选一个星期一')

export const wish = z.strictObject({
  weekFrom: monday,
  title: line(60),
  note: text(500).default(''),
  toKind: z.enum(receiverKinds),
  menus: z.array(menu).max(5).default([]),
  items: z.array(itemInput).min(1).max(30),
})
export type WorklistWish = z.output<typeof wish>

export const itemRow = z.object({
  itemId: id,
  title: z.string(),
  menu: menuNo.nullable(),
  demand: demandOf,
  /** 记一次主题党日 is enough: what is looked for, in words. */
  demandLabel: z.string(),
  minutes: z.number().int().min(0),
  /** Of a question: the record that already holds the like. */
  warning: z.string().nullable(),
})

const itemAnswer = z.object({
  text: z.string(),
  byName: z.string(),
  at: instant,
  late: z.boolean(),
})

/** How one item stands with one organisation. */
export const cell = z.object({
  itemId: id,
  orgId,
  picked: z.boolean(),
  done: z.boolean(),
  /** Done, but only recorded or answered after the week. */
  late: z.boolean(),
  /** Of facts, their number, or the sum of their quantities in hundredths. */
  found: z.number().int(),
  answer: itemAnswer.nullable(),
})
export type Cell = z.output<typeof cell>
