import { describe, expect, it } from 'vitest'
import type { Cell, Table } from '../../../core/spreadsheet/table.ts'
import { findRegister, matchColumns } from './match-columns.ts'

/** `^` is a cell that a merge fills with what is above, `<` with what is to the left. */
function table(...lines: string[][]): Table {
  const rows: Table['rows'] = []
  for (const [index, line] of lines.entries()) {
    const cells: (Cell | null)[] = []
    for (const [column, text] of line.entries()) {
      const source =
        text === '^' ? rows[index - 1]?.cells[column] : text === '<' ? cells[column - 1] : undefined
      cells.push(source ? { ...source, filled: true } : text === '' ? null : { text })
    }
    rows.push({ line: index + 1, cells })
  }
  return { sheet: '花名册', rows }
}

const keys = (each: Table) => matchColumns(each)?.columns.map(({ key, column }) => `${column}:${key}`)

describe('matchColumns', () => {
  it('finds the header below titles and matches by name, not by place', () => {
    const matched = matchColumns(
      table(
        ['中共某村第一支部党员花名册', '<', '<', '<'],
        ['填报单位：', '某村', '', '2024年'],
        ['序号', '身份证号码', '姓 名', '备注'],
        ['1', '110105', '林秀兰', ''],
      ),
    )
    expect(matched).toEqual({
      headerLine: 3,
      columns: [
        { key: 'idNumber', column: 2, header: '身份证号码' },
        { key: 'name', column: 3, header: '姓 名' },
      ],
      unknown: [{ column: 4, header: '备注' }],
      repeated: [],
      relabelled: [],
    })
  })

  it.each([
    '姓名',
    ' 姓　名 ',
    '姓\n名',
    '*姓名',
    '姓名＊',
    '姓名（必填）',
    '姓名(必填)',
    '★姓名【必填】',
    '1、姓名',
    '姓名：',
  ])('knows %j', (header) => {
    expect(keys(table([header, '月应缴纳党费（元）', '是否为失联党员\n(1是 0否)']))).toEqual([
      '1:name',
      '2:monthlyDues',
      '3:isLost',
    ])
  })

  it('reads a header in two storeys, with and without merges over both', () => {
    const merged = table(
      ['姓名', '性别', '失联情况', '<', '手机号'],
      ['^', '^', '是否失联', '失联时间', '^'],
      ['甲', '男', '否', '', ''],
    )
    const plain = table(
      ['姓名', '性别', '失联情况', '<', '手机号'],
      ['', '', '是否失联', '失联时间', ''],
      ['甲', '男', '否', '', ''],
    )
    for (const each of [merged, plain]) {
      expect(keys(each)).toEqual(['1:name', '2:sex', '3:isLost', '4:lostOn', '5:mobile'])
      expect(matchColumns(each)?.headerLine).toBe(2)
    }
  })

  it('takes 联系电话 for the mobile when there is no other, else for the landline', () => {
    expect(keys(table(['姓名', '联系电话']))).toEqual(['1:name', '2:mobile'])
    expect(keys(table(['姓名', '联系电话', '手机号码']))).toEqual(['1:name', '2:landline', '3:mobile'])
    expect(matchColumns(table(['姓名', '固定电话', '联系电话', '手机号']))?.repeated).toEqual([
      { key: 'mobile', column: 3, header: '联系电话' },
    ])
  })

  it('takes the surer of two headers for one thing and reports the other', () => {
    const matched = matchColumns(table(['姓名', '工作单位及职务', '工作岗位', '编入党支部', '所属党支部']))
    expect(matched?.columns.map(({ column }) => column)).toEqual([1, 3, 5])
    expect(matched?.repeated.map(({ key, column }) => [key, column])).toEqual([
      ['job', 2],
      ['branchName', 4],
    ])
  })

  it('sees a 人员类别 that is called 党籍状态', () => {
    const rows = [
      ['甲', '正式党员'],
      ['乙', '预备党员'],
      ['丙', ''],
    ]
    const wrong = matchColumns(table(['姓名', '党籍状态'], ...rows))
    expect(wrong?.columns[1]).toEqual({ key: 'category', column: 2, header: '党籍状态' })
    expect(wrong?.relabelled).toEqual([wrong?.columns[1]])
    const right = matchColumns(table(['姓名', '党籍状态'], ['甲', '正常'], ['乙', '停止党籍']))
    expect(right?.columns[1]?.key).toBe('membershipStatus')
    expect(right?.relabelled).toEqual([])
    const twice = matchColumns(table(['姓名', '党籍状态', '人员类别'], ['甲', '正式党员', '正式党员']))
    expect(twice?.columns.map(({ key, column }) => [key, column])).toEqual([
      ['name', 1],
      ['category', 3],
    ])
    expect(twice?.repeated).toEqual([{ key: 'category', column: 2, header: '党籍状态' }])
  })

  it('finds none where there is none', () => {
    expect(matchColumns(table(['填表说明'], ['一、姓名要和身份证一致']))).toBeUndefined()
    expect(matchColumns(table(['姓名', '成绩'], ['甲', '90']))).toBeUndefined()
    expect(matchColumns({ sheet: '', rows: [] })).toBeUndefined()
  })

  it('picks the sheet that is the register', () => {
    const guide = table(['姓名', '性别'], ['示例', '男'])
    const register = table(['姓名', '性别', '民族'], ['甲', '男', '汉'])
    expect(findRegister([guide, register])?.table).toBe(register)
    expect(findRegister([table(['说明'])])).toBeUndefined()
  })
})
