import { crowdNames } from '../../server/test/activities.ts'
import { newIdNumber } from '../../server/test/members.ts'
import { ownTable } from './register.ts'

/** Of the 68 whom the table holds rightly, those whom a test speaks of. */
export const known = ['何建平', '金小妹', '吴秋生', '林秀兰'] as const

const headers = ['序号', '党员姓名', '身份证号码', '家庭地址', '入党时间', '转正时间', '人员类别']

export type BranchRegister = {
  /** The table as a secretary keeps it; what somebody wrote in place of an address, by name. */
  file(addresses?: Readonly<Record<string, string>>): Promise<Buffer>
  /** How many there are whom it holds rightly. */
  people: number
}

/**
 * 71 rows: 68 people; of the rest one joined on a day that never was, one number was turned into a scientific one by
 * the spreadsheet, and one person stands there twice.
 */
export function branchRegister(): BranchRegister {
  const rows = [...crowdNames(64), ...known].map((name) => [name, newIdNumber()] as const)
  const twice = rows.at(-1)?.[1] ?? ''
  const all = [...rows, ['江永明', newIdNumber()], ['汤世昌', '3.30E+17'], ['林秀兰', twice]] as const
  const file: BranchRegister['file'] = (addresses = {}) =>
    ownTable(
      '石桥支部党员花名册',
      headers,
      all.map(([name, idNumber], at) => {
        const joined = name === '江永明' ? '2019-02-30' : '2013.06.18'
        const address = addresses[name] ?? `石桥 ${at + 1} 号`
        return [String(at + 1), name, idNumber, address, joined, '2014年6月18日', '正式党员']
      }),
    )
  return { file, people: rows.length }
}
