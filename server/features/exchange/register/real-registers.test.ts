import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { rawWorkbook, sheetXml, textCell } from '../../../core/spreadsheet/fixture.ts'
import { readTables } from '../../../core/spreadsheet/read-table.ts'
import { writeWorkbook } from '../../../core/spreadsheet/write-workbook.ts'
import { findRegister } from './match-columns.ts'
import { parseRows } from './parse-rows.ts'

/** Headers of four registers in use, as their programs write them. */
const SET_1 =
  '姓名 所在党支部 公民身份证号 性别 民族 出生日期 学历 人员类别 加入党组织日期 转为正式党员日期 工作岗位 手机号 固定电话 家庭住址 党籍状态 是否为失联党员 失去联系日期 是否为流动党员 外出流向'.split(
    ' ',
  )
const SET_2 =
  '姓名 身份证号码 性别 出生日期 民族 籍贯 年龄 学历 学位 毕业院校 专业 入党日期 转正日期 工作岗位 从事专业技术职务 新的社会阶层 人员类别 是否农民工 手机号码 联系电话 所在党组织 联合支部单位名称 档案所在单位 户籍所在地 现居住地 失去联系情形 失去联系日期 信息完整度'.split(
    ' ',
  )
const SET_3 =
  '序号 姓名 公民身份号码 人员类别（1正式党员） 目前所在党支部 入党日期 转正日期 工作岗位 工作单位及职务 党籍状态(1正常) 现任党内职务 月应缴纳党费（元） 党费缴至年月 是否为失联党员（1是0否） 失去联系日期 是否为流动党员（1是0否） 外出流向'.split(
    ' ',
  )
const SET_4 =
  '所属党支部 姓名 性别 出生日期 民族 学历 身份证号码 联系电话 入党时间 党籍状态 户籍所在派出所 工作/学习单位 现居住地 籍贯 原服役部队 退役时间 是否自主择业 组织关系落实时间'.split(
    ' ',
  )

async function parseFile(bytes: Uint8Array) {
  const found = findRegister(await readTables(bytes))
  if (!found) throw new Error('no register found')
  const rows = parseRows(found.table, found.columns, { today: '2024-06-30' })
  return { ...found.columns, rows }
}

function workbook(headers: string[], ...rows: (string | number)[][]) {
  return writeWorkbook([{ name: '党员名册', columns: headers.map((header) => ({ header })), rows }])
}

describe('the four registers in use', () => {
  it('set 1', async () => {
    const row =
      '古丽·阿依,第二支部,11010519491231002X,女,维吾尔族,1949.12.31,初中,正式党员,1975.07.01,1976.07.01,农牧渔民,13800000000,0571-88880000,一组12号,正常,否,,是,上海市'.split(
        ',',
      )
    const { columns, unknown, rows } = await parseFile(await workbook(SET_1, row))
    expect(columns).toHaveLength(19)
    expect(unknown).toEqual([])
    expect(rows).toEqual([
      {
        line: 2,
        errors: [],
        warnings: [],
        values: {
          name: '古丽·阿依',
          branchName: '第二支部',
          idNumber: '11010519491231002X',
          sex: 'female',
          ethnic: '05',
          birthOn: '1949-12-31',
          education: '70',
          category: 'full',
          joinedOn: '1975-07-01',
          fullOn: '1976-07-01',
          job: '农牧渔民',
          mobile: '13800000000',
          landline: '0571-88880000',
          homeAddress: '一组12号',
          membershipStatus: 'normal',
          isLost: false,
          isFloating: true,
          floatingTo: '上海市',
        },
      },
    ])
  })

  it('set 2', async () => {
    const row =
      '𠮷某,440524188001010014,男,1880年1月1日,汉,广东,144,大学本科,学士,中山大学,中文,1925-01-01,1926-01-01,教师,副教授,无,正式党员,0,13900000000,020-1234,某学院党委,无,某学院,广州市,广州市,③,2020年3月,100%'.split(
        ',',
      )
    const { columns, unknown, rows } = await parseFile(await workbook(SET_2, row))
    expect(columns.map((column) => column.key)).toEqual(
      'name idNumber sex birthOn ethnic nativePlace age education degree school major joinedOn fullOn job technicalPost newStratum category isMigrantWorker mobile landline committeeName jointUnit fileKeptAt householdPlace residence lostKind lostOn completeness'.split(
        ' ',
      ),
    )
    expect(unknown).toEqual([])
    expect(rows[0]).toMatchObject({
      values: {
        name: '𠮷某',
        age: 144,
        isMigrantWorker: false,
        landline: '020-1234',
        lostKind: '3',
        lostOn: '2020-03-01',
        completeness: '100%',
      },
      errors: [{ key: 'birthOn', problem: 'date-too-early' }],
      warnings: [{ key: 'lostOn', problem: 'date-month-only' }],
    })
  })

  it('set 3', async () => {
    const row = [
      1,
      '张三',
      '11010519491231002X',
      1,
      '离退休支部',
      '1975/7/1',
      '1976/7/1',
      '离退休人员',
      '某局 局长',
      1,
      '支部书记',
      12.5,
      '2024.05',
      0,
      '',
      0,
      '',
    ]
    const { columns, unknown, repeated, rows } = await parseFile(await workbook(SET_3, row))
    expect(columns).toHaveLength(15)
    expect(unknown).toEqual([])
    expect(repeated.map((column) => column.header)).toEqual(['工作单位及职务'])
    expect(rows[0]).toMatchObject({
      errors: [],
      warnings: [],
      values: {
        category: 'full',
        branchName: '离退休支部',
        membershipStatus: 'normal',
        partyPost: '支部书记',
        monthlyDues: 1250,
        duesPaidThrough: '2024-05',
        isLost: false,
        isFloating: false,
      },
    })
  })

  it('set 4, whose 党籍状态 is the 人员类别', async () => {
    const row =
      '某村支部,王五,男,1880-01-01,汉族,大专,440524188001010014,13700000000,1935-08-01,预备党员,城关派出所,某厂,城关镇,广东,某部,1950-10-01,否,1951-01-01'.split(
        ',',
      )
    const { relabelled, unknown, rows } = await parseFile(await workbook(SET_4, row))
    expect(relabelled).toEqual([{ key: 'category', column: 10, header: '党籍状态' }])
    expect(unknown.map((column) => column.header)).toEqual(['原服役部队', '是否自主择业'])
    expect(rows[0]?.values).toMatchObject({
      category: 'probationary',
      mobile: '13700000000',
      policeStation: '城关派出所',
      job: '某厂',
      dischargedOn: '1950-10-01',
      relationSettledOn: '1951-01-01',
    })
    expect(rows[0]?.values.membershipStatus).toBeUndefined()
  })

  it('set 1 as a GB18030 text file, with a title above and a note below', async () => {
    const text = [
      '某镇某村党员花名册,,,,',
      SET_1.join(','),
      '𠮷某,一支部,"=""11010519491231002X""",女,汉族,1949-12-31,小学,正式党员,1975-07-01,1976-07-01,务农,13800000000,,,正常,否,,否,',
      '李　明,一支部,3.30E+17,男,汉族,1960-02-30,小学,正式党员,1975-07-01,1976-07-01,务农,13800000001,,,正常,否,,否,',
      '填表人：某某,,,填表日期：2024年6月1日',
    ].join('\r\n')
    const { rows } = await parseFile(iconv.encode(text, 'gb18030'))
    expect(rows.map((row) => [row.line, row.values.name])).toEqual([
      [3, '𠮷某'],
      [4, '李明'],
    ])
    expect(rows[0]).toMatchObject({ values: { idNumber: '11010519491231002X' }, errors: [], warnings: [] })
    expect(rows[1]?.errors.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [4, '公民身份证号', 'id-scientific'],
      [4, '出生日期', 'date-impossible'],
    ])
  })

  it('a workbook as it is really kept: instructions first, merged titles, a header in two storeys, numbers for ID numbers', async () => {
    const guide = sheetXml(`<row r="1">${textCell('A1', '填表说明：姓名要和身份证一致')}</row>`)
    const list = sheetXml(
      `<row r="1">${textCell('A1', '某村党支部党员花名册')}</row>
       <row r="2">${textCell('A2', '序号')}${textCell('B2', '姓名')}${textCell('C2', '身份证号')}${textCell('D2', '失联情况')}${textCell('F2', '所在党支部')}</row>
       <row r="3">${textCell('D3', '是否失联')}${textCell('E3', '失联时间')}</row>
       <row r="4"><c r="A4"><v>1</v></c>${textCell('B4', '甲')}<c r="C4"><v>330102196001011230</v></c>${textCell('D4', '否')}${textCell('F4', '一支部')}</row>
       <row r="5"><c r="A5"><v>2</v></c>${textCell('B5', '乙')}${textCell('C5', '11010519491231002X')}<c r="D5" t="b"><v>1</v></c><c r="E5"><v>41456</v></c></row>
       <row r="6">${textCell('A6', '填表人：某某')}</row>`,
      `<mergeCells>${['A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3', 'F4:F5', 'A6:F6'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    )
    const { headerLine, rows } = await parseFile(rawWorkbook([{ xml: guide }, { xml: list }]))
    expect(headerLine).toBe(3)
    expect(rows).toMatchObject([
      {
        line: 4,
        values: { name: '甲', isLost: false, branchName: '一支部' },
        errors: [{ line: 4, column: '身份证号', problem: 'id-scientific' }],
      },
      {
        line: 5,
        values: { name: '乙', isLost: true, lostOn: '2013-07-01', branchName: '一支部' },
        errors: [],
      },
    ])
  })
})
