import type { CountyHeader } from './county-manifest.ts'

/** What stands in an export of a county, for whoever unpacks it without the program. */
export function readMe({ name, at, county }: Pick<CountyHeader, 'name' | 'at' | 'county'>): string {
  return `${name}（编号 ${county}）的全部数据，${at} 从支部通导出。
里面有身份证号、电话和谈话内容。按规定保管，用完就删。

header.json      做的时间、表和字段、数据库的版本
字段说明.csv      每张表、每个字段的意思、类型、主键、指向、取值
data/表名/        每行一条 JSON（JSON Lines，UTF-8），按主键排好；时间是 ISO 8601，二进制是 \\x 开头的十六进制
opened/表名/      封存的内容，打开以后的样子，和 data 里的行用主键对上
files/编号/       上传的文件，原样
queue/jobs/      还在排队的工作
keys.json        本县的数据密钥，由里面的 carrier 包着；封存的做法见 docs/decisions/0017-county-export.md
manifest.json    每张表的行数、字节数、SHA-256

积分、金额是整数：积分是百分之一分，金额是分。日期是北京时间的日子。
要放进一套新装的支部通：zhibutong import 文件名
`
}
