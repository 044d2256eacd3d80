import type { CallOutput, CallRequest } from '../../lib/call-types.ts'

type Choices = CallOutput<'getWorklistChoices'>
type Wish = CallRequest<'draftWorklist'>['body']
type WishItem = Wish['items'][number]
type One = CallOutput<'getWorklist'>

export type How = 'fact' | 'number' | 'text' | 'choice'
export type MenuNo = '' | '1' | '2'
export type ItemDraft = {
  title: string
  menu: MenuNo
  how: How
  deed: string
  atLeast: string
  minutes: string
  unit: string
  choices: string
}
export type FormDraft = {
  orgId: string
  weekFrom: string
  title: string
  note: string
  toKind: Wish['toKind']
  menuTitles: Record<'1' | '2', string>
  chooses: Record<'1' | '2', string>
  items: ItemDraft[]
}

export const blankItem: ItemDraft = {
  title: '',
  menu: '',
  how: 'fact',
  deed: 'activity/theme-day',
  atLeast: '1',
  minutes: '3',
  unit: '',
  choices: '',
}

export function blankForm(orgId: number, { weeks }: Choices): FormDraft {
  return {
    orgId: String(orgId),
    weekFrom: weeks[0]?.from ?? '',
    title: '',
    note: '',
    toKind: 'branch',
    menuTitles: { '1': '自选的事', '2': '自选的事二' },
    chooses: { '1': '1', '2': '1' },
    items: [blankItem],
  }
}

/** A draft that stands on the server, as the form shows it. */
export function formOf({ worklist, menus, items }: One, { deeds }: Choices): FormDraft {
  const menuOf = (no: number) => menus.find(({ menu }) => menu === no)
  return {
    orgId: String(worklist.orgId),
    weekFrom: worklist.weekFrom,
    title: worklist.title,
    note: worklist.note,
    toKind: worklist.toKind,
    menuTitles: { '1': menuOf(1)?.title ?? '', '2': menuOf(2)?.title ?? '' },
    chooses: { '1': String(menuOf(1)?.choose ?? 1), '2': String(menuOf(2)?.choose ?? 1) },
    items: items.map(({ title, menu, demand }) => {
      const base = { ...blankItem, title, menu: (menu === null ? '' : String(menu)) as MenuNo }
      if (demand.by === 'answer') {
        const { type, minutes, unit, choices } = demand
        return { ...base, how: type, minutes: String(minutes), unit: unit ?? '', choices: choices.join('、') }
      }
      const same = JSON.stringify(demand.pattern)
      const deed = deeds.find(
        (one) => one.factKind === demand.factKind && JSON.stringify(one.pattern) === same,
      )
      return { ...base, deed: deed?.id ?? '', atLeast: String(demand.atLeast) }
    }),
  }
}

const whole = /^\d{1,4}$/

/** Which fields want a whole number and have none, as `0.atLeast`. */
export function findWrong({ items, chooses }: FormDraft): string[] {
  const used = new Set(items.map(({ menu }) => menu))
  return [
    ...items.flatMap(({ how, atLeast, minutes }, at) => {
      const [field, typed] = how === 'fact' ? ['atLeast', atLeast] : ['minutes', minutes]
      return whole.test(typed) && Number(typed) > 0 ? [] : [`${at}.${field}`]
    }),
    ...(['1', '2'] as const).flatMap((no) =>
      used.has(no) && !(whole.test(chooses[no]) && Number(chooses[no]) > 0) ? [`choose.${no}`] : [],
    ),
  ]
}

function itemOf(item: ItemDraft, { deeds }: Choices): WishItem {
  const { title, menu, how } = item
  const head = { title, menu: menu === '' ? null : Number(menu) }
  if (how !== 'fact') {
    const choices = item.choices
      .split(/[、，,]/)
      .map((one) => one.trim())
      .filter(Boolean)
    const own = how === 'choice' ? { choices } : how === 'number' ? { unit: item.unit.trim() || null } : {}
    return { ...head, demand: { by: 'answer', type: how, minutes: Number(item.minutes), ...own } }
  }
  const deed = deeds.find((one) => one.id === item.deed)
  return {
    ...head,
    demand: {
      by: 'fact',
      factKind: deed?.factKind ?? '',
      pattern: deed?.pattern ?? {},
      atLeast: Number(item.atLeast),
    },
  }
}

export function wishOf(form: FormDraft, choices: Choices): Wish {
  const { weekFrom, title, note, toKind, items, menuTitles, chooses } = form
  const used = (['1', '2'] as const).filter((no) => items.some(({ menu }) => menu === no))
  return {
    weekFrom,
    title,
    note,
    toKind,
    menus: used.map((no) => ({ menu: Number(no), title: menuTitles[no], choose: Number(chooses[no]) })),
    items: items.map((item) => itemOf(item, choices)),
  }
}
