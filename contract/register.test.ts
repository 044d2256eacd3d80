import { describe, expect, it } from 'vitest'
import { type RegisterColumn, registerColumn, registerColumns } from './register.ts'
import { type CodeEntry, codeLabel, registerCodes } from './register-codes.ts'

const columns: readonly RegisterColumn[] = registerColumns

describe('the columns of the register', () => {
  it('begin with the nineteen of the first set in their order', () => {
    expect(columns.slice(0, 19).map((column) => column.header)).toEqual(
      '姓名 所在党支部 公民身份证号 性别 民族 出生日期 学历 人员类别 加入党组织日期 转为正式党员日期 工作岗位 手机号 固定电话 家庭住址 党籍状态 是否为失联党员 失去联系日期 是否为流动党员 外出流向'.split(
        ' ',
      ),
    )
    expect(columns.slice(0, 19).every((column) => column.sets.includes(1))).toBe(true)
    expect(columns.slice(19).some((column) => column.sets.includes(1))).toBe(false)
  })

  it('give each header to one key, but 联系电话, which is either telephone', () => {
    const owners = new Map<string, string[]>()
    for (const { key, header, aliases } of columns) {
      for (const name of [header, ...aliases]) owners.set(name, [...(owners.get(name) ?? []), key])
    }
    expect([...owners].filter(([, keys]) => keys.length > 1)).toEqual([['联系电话', ['mobile', 'landline']]])
  })

  it('name a code table exactly where they are codes', () => {
    for (const column of columns) expect(column.codes !== undefined).toBe(column.kind === 'code')
    expect(registerColumn('lostKind').header).toBe('失去联系情形')
  })
})

describe('the code tables', () => {
  it.each(Object.entries(registerCodes))('%s gives each code, value and word to one entry', (_, entries) => {
    const list: readonly CodeEntry[] = entries
    expect(new Set(list.map((entry) => entry.code)).size).toBe(list.length)
    const values = list.map((entry) => entry.value).filter((value) => value !== null)
    expect(new Set(values).size).toBe(values.length)
    const words = list.flatMap((entry) => [entry.label, ...(entry.aliases ?? [])])
    expect(new Set(words).size).toBe(words.length)
  })

  it('have the 56 ethnic groups', () => {
    expect(registerCodes.ethnic).toHaveLength(56)
    expect(codeLabel('ethnic', '01')).toBe('汉族')
    expect(codeLabel('ethnic', '32')).toBe('仫佬族')
    expect(codeLabel('ethnic', '56')).toBe('基诺族')
    expect(codeLabel('ethnic', '57')).toBeUndefined()
  })
})
