import type { RegisterColumn } from './register.ts'

type Column = Pick<RegisterColumn, 'header' | 'aliases' | 'kind'> & { key: string }

/**
 * The columns of a household list as offices keep it. There is none for a telephone, for care or for help: those are
 * asked of each household, with their purpose and end, and never taken over from a sheet.
 */
export const householdColumns = [
  {
    key: 'address',
    header: '地址',
    aliases: ['住址', '家庭住址', '家庭地址', '现住址', '详细地址', '门牌', '门牌号', '门牌地址', '居住地址'],
    kind: 'text',
  },
  { key: 'grid', header: '网格', aliases: ['所在网格', '所属网格', '网格名称'], kind: 'text' },
  {
    key: 'village',
    header: '自然村',
    aliases: ['所在自然村', '自然村落', '村民小组', '组别', '小组', '片区'],
    kind: 'text',
  },
  { key: 'contact', header: '联系人', aliases: ['户主', '户主姓名', '户主名', '户代表'], kind: 'name' },
  {
    key: 'headCount',
    header: '人数',
    aliases: ['家庭人口', '家庭人口数', '家庭人数', '户内人数', '常住人口', '人口数', '人口'],
    kind: 'integer',
  },
  {
    key: 'isNewResident',
    header: '新居民',
    aliases: ['是否新居民', '外来户', '是否外来户', '流动户'],
    kind: 'boolean',
  },
  {
    key: 'keepUntil',
    header: '登记到',
    aliases: ['登记到哪天', '登记期限', '保留到', '到期日'],
    kind: 'date',
  },
] as const satisfies readonly Column[]

export type HouseholdKey = (typeof householdColumns)[number]['key']

/** What one row of the list says. A cell without content has no entry. */
export type HouseholdValues = {
  address?: string
  grid?: string
  village?: string
  contact?: string
  headCount?: number
  isNewResident?: boolean
  keepUntil?: string
}

export function householdColumn(key: HouseholdKey) {
  return householdColumns.find((column) => column.key === key) as (typeof householdColumns)[number]
}
