import { describe, expect, it } from 'vitest'
import { checkCharacter } from '../../../../contract/id-number.ts'
import type { Cell, Table } from '../../../core/spreadsheet/table.ts'
import { matchColumns } from './match-columns.ts'
import { parseRows } from './parse-rows.ts'

const ID = '11010519491231002X'

type Value = string | number | Cell | null

function table(header: string[], ...lines: Value[][]): Table {
  const toCell = (value: Value): Cell | null => {
    if (value === '' || value === null || typeof value === 'object') return value || null
    return typeof value === 'number' ? { text: String(value), number: value } : { text: value }
  }
  return { sheet: '', rows: [header, ...lines].map((line, i) => ({ line: i + 1, cells: line.map(toCell) })) }
}

function parse(header: string[], ...lines: Value[][]) {
  const source = table(header, ...lines)
  const columns = matchColumns(source)
  if (!columns) throw new Error('no header')
  return parseRows(source, columns, { today: '2024-06-30' })
}

/** One row's cells under 姓名, 身份证号 and the given headers. */
function one(cells: Record<string, Value>) {
  const [row] = parse(['姓名', '身份证号', ...Object.keys(cells)], ['林秀兰', ID, ...Object.values(cells)])
  if (!row) throw new Error('no row')
  return row
}

describe('ID numbers', () => {
  const withId = (id: Value) => parse(['姓名', '身份证号'], ['甲', id])[0]

  it('are text; a trailing x becomes X', () => {
    expect(withId('11010519491231002x')).toEqual({
      line: 2,
      values: { name: '甲', idNumber: ID },
      errors: [],
      warnings: [],
    })
    expect(withId("'11010519491231002X")?.values.idNumber).toBe(ID)
    expect(withId(110105491231002)).toMatchObject({
      values: { idNumber: '110105491231002' },
      errors: [],
      warnings: [{ problem: 'id-old' }],
    })
  })

  it.each<[Value, string]>([
    ['3.30E+17', 'id-scientific'],
    ['3.30102E+17', 'id-scientific'],
    [Number('330102196001011230'), 'id-scientific'],
    [{ text: '330102196001011230', number: Number('330102196001011230') }, 'id-scientific'],
    ['110105********002X', 'id-masked'],
    ['1101051949123100', 'id-length'],
    [110105491231, 'id-length'],
    ['11010519491231００２甲', 'id-digits'],
    ['110105194913310021', 'id-date'],
  ])('%j is refused: %s', (id, problem) => {
    const row = withId(id)
    expect(row?.errors).toMatchObject([{ line: 2, column: '身份证号', key: 'idNumber', problem }])
    expect(row?.values.idNumber).toBeUndefined()
  })

  it('says of scientific notation what the design says', () => {
    expect(withId('3.30E+17')?.errors[0]?.sentence).toBe(
      '身份证号被表格软件改成了科学计数。请把这一列设成“文本”，重填再导。',
    )
  })

  it('with a wrong check digit, or missing, are a warning', () => {
    expect(withId('110105194912310021')).toMatchObject({
      values: { idNumber: '110105194912310021' },
      errors: [],
      warnings: [{ problem: 'id-check-digit' }],
    })
    expect(withId('无')).toMatchObject({
      values: { name: '甲' },
      errors: [],
      warnings: [{ key: 'idNumber', problem: 'id-missing' }],
    })
  })

  it('twice in the file: the second is refused and names the first, old and new form alike', () => {
    const rows = parse(
      ['姓名', '身份证号'],
      ['甲', ID],
      ['乙', '110105194912310021'],
      ['丙', '110105491231002'],
      ['丁', '11010519491231002x'],
    )
    expect(rows.map((row) => row.duplicateOf)).toEqual([undefined, undefined, 2, 2])
    expect(rows[3]?.errors).toEqual([
      {
        line: 5,
        column: '身份证号',
        key: 'idNumber',
        problem: 'duplicate',
        sentence: '和第 2 行是同一个身份证号。请只留一行。',
      },
    ])
  })
})

describe('a row as a whole', () => {
  it('contradicting its ID number is a warning', () => {
    expect(one({ 性别: '男', 出生日期: '1949.12.30' })).toMatchObject({
      errors: [],
      warnings: [
        { key: 'sex', problem: 'sex-differs' },
        { key: 'birthOn', problem: 'birth-differs' },
      ],
    })
    expect(one({ 性别: '女', 出生日期: '1949.12.31' }).warnings).toEqual([])
  })

  it('with only the month of birth takes the day from the ID number', () => {
    expect(one({ 出生年月: '1949.12' })).toMatchObject({ values: { birthOn: '1949-12-31' }, warnings: [] })
    expect(one({ 出生年月: '1949.11' })).toMatchObject({
      values: { birthOn: '1949-11-01' },
      warnings: [{ problem: 'date-month-only' }, { problem: 'birth-differs' }],
    })
  })

  it.each<[Record<string, Value>, string, string]>([
    [{ 入党时间: '2013.07.01', 转正时间: '2012.07.01' }, 'fullOn', 'full-before-joined'],
    [{ 入党时间: '2013.02.30' }, 'joinedOn', 'date-impossible'],
    [{ 入党时间: '2013' }, 'joinedOn', 'date-year-only'],
    [{ 入党时间: 1979.1 }, 'joinedOn', 'date-october'],
    [{ 入党时间: '1919.05.04' }, 'joinedOn', 'date-too-early'],
    [{ 入党时间: '2024.07.01' }, 'joinedOn', 'date-future'],
    [{ 人员类别: '群众' }, 'category', 'category-unknown'],
    [{ 党籍状态: '不正常' }, 'membershipStatus', 'status-unknown'],
    [{ 是否为失联党员: '可能' }, 'isLost', 'boolean-unreadable'],
    [{ 家庭住址: '村'.repeat(201) }, 'homeAddress', 'text-too-long'],
    [{ 籍贯: { text: '#N/A', error: true } }, 'nativePlace', 'cell-failed'],
  ])('%j is refused at %s: %s', (cells, key, problem) => {
    const { errors } = one(cells)
    expect(errors).toMatchObject([{ key, problem, column: Object.keys(cells).at(-1) }])
    expect(errors[0]?.sentence).toMatch(/。$/)
  })

  it.each<[Record<string, Value>, Record<string, unknown>, string]>([
    [{ 入党时间: '2013年7月' }, { joinedOn: '2013-07-01' }, 'date-month-only'],
    [{ 手机号: '1380000' }, { mobile: '1380000' }, 'phone-odd'],
    [{ 手机号: '1.38E+10' }, {}, 'phone-scientific'],
    [{ 学历: '高中及以下' }, {}, 'code-unknown'],
    [{ 月应缴纳党费: '五元' }, {}, 'money-unreadable'],
  ])('%j is taken with a warning', (cells, values, problem) => {
    const row = one(cells)
    expect(row.errors).toEqual([])
    expect(row.warnings).toMatchObject([{ problem }])
    expect(row.values).toEqual({ name: '林秀兰', idNumber: ID, ...values })
  })

  it.each<[Record<string, Value>, Record<string, unknown>]>([
    [
      { 性别: 1, 民族: 1, 学历: 20 },
      { sex: 'male', ethnic: '01', education: '20' },
    ],
    [
      { 性别: '女性', 民族: '汉', 学历: '本科' },
      { sex: 'female', ethnic: '01', education: '20' },
    ],
    [
      { 民族: '01 汉族', 党籍状态: '1-正常', 失去联系情形: '①' },
      { ethnic: '01', membershipStatus: 'normal', lostKind: '1' },
    ],
    [
      { 是否失联: '√', 是否流动: 0, 是否农民工: { text: 'TRUE', boolean: true } },
      { isLost: true, isFloating: false, isMigrantWorker: true },
    ],
    [
      { 手机号: 13800000000, 固定电话: '0571-8888 8888' },
      { mobile: '13800000000', landline: '0571-8888 8888' },
    ],
    [{ 手机号: '+86 138-0000-0000' }, { mobile: '13800000000' }],
    [
      { 月应缴纳党费: 12.5, 党费缴至年月: '2024年5月', 年龄: '74岁' },
      { monthlyDues: 1250, duesPaidThrough: '2024-05', age: 74 },
    ],
    [{ 失去联系日期: '无', 民族: '—', 籍贯: ' 浙江\n杭州 ' }, { nativePlace: '浙江 杭州' }],
    [
      { 入党时间: { text: '2013/7/1', number: 41456, date: 'day' }, 转正时间: 41821 },
      { joinedOn: '2013-07-01', fullOn: '2014-07-01' },
    ],
  ])('%j', (cells, values) => {
    const { errors, values: read } = one(cells)
    expect(errors).toEqual([])
    expect(read).toEqual({ name: '林秀兰', idNumber: ID, ...values })
  })

  it('leaves no value of a cell that it could not read', () => {
    expect(one({ 入党时间: '2013.02.30', 人员类别: '群众' }).values).toEqual({ name: '林秀兰', idNumber: ID })
  })

  it.each([
    ['李　明', '李明'],
    ['阿依古丽 • 买买提', '阿依古丽·买买提'],
    ['𠮷野﨑', '𠮷野﨑'],
    ['Nurlan  Aibek', 'Nurlan Aibek'],
  ])('the name %j is %j', (written, name) => {
    expect(parse(['姓名', '性别'], [written, '男'])[0]?.values.name).toBe(name)
  })
})

describe('rows that are no people', () => {
  it('are left out, and the others keep the line that the program shows', () => {
    const rows = parse(
      ['序号', '姓名', '身份证号', '手机号'],
      ['1', '甲', ID, ''],
      ['2', '', '', ''],
      ['', '', '', ''],
      ['序号', '姓名', '身份证号', '手机号'],
      ['3', '乙', '', '13800000000'],
      ['合计', '2人', '', ''],
      ['填表人：张三', '', '审核人：李四', ''],
      ['说明：1. 身份证号用文本格式。', '', '', ''],
    )
    expect(rows.map((row) => [row.line, row.values.name])).toEqual([
      [2, '甲'],
      [6, '乙'],
    ])
  })

  it('but a row with something in it and no name is refused', () => {
    const rows = parse(['姓名', '身份证号', '手机号'], ['', ID, '13800000000'], ['　', '', '13900000000'])
    expect(rows.map((row) => row.errors)).toMatchObject([
      [{ line: 2, column: '姓名', key: 'name', problem: 'name-missing', sentence: '没有姓名。请补上再导。' }],
      [{ line: 3, column: '姓名', key: 'name', problem: 'name-missing' }],
    ])
  })

  it('a branch that a merge carries down makes no person of an empty row', () => {
    const source = table(['所在党支部', '姓名'], ['一支部', '甲'], ['', '乙'], ['', ''])
    for (const row of source.rows.slice(2)) row.cells[0] = { text: '一支部', filled: true }
    const columns = matchColumns(source)
    expect(columns && parseRows(source, columns).map((row) => row.values)).toEqual([
      { branchName: '一支部', name: '甲' },
      { branchName: '一支部', name: '乙' },
    ])
  })
})

it('the numbers of this file are what they seem', () => {
  expect(checkCharacter(ID.slice(0, 17))).toBe('X')
})
