import { householdColumns } from '../../../contract/household-list.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { mediaTypes } from '../../core/files/media-type.ts'
import { writeWorkbook } from '../../core/spreadsheet/write-workbook.ts'

const notes = [
  ['地址', '必填，同一网格里不能重。不要写身份证号、电话。'],
  ['网格', '和系统里的名称一样；写清自然村的可以不写。'],
  ['自然村', '写了就按它归网格。'],
  ['联系人', '写一个人的名字，可以不写。'],
  ['人数', '必填，1 到 50。'],
  ['新居民', '是或否，不写就是否。'],
  ['登记到', '新居民必填，写成 2027-06-30；到期自动抹掉。'],
  ['电话、关照、求助', '这张表不收。要先问过本户，在住户册里逐户记，写明用途和到期日。'],
]

/** An empty list with the headers that the import knows, and what each is for on a second sheet. */
export async function writeTemplate(ctx: Ctx) {
  demand(mayAnywhere(ctx.actor, 'households.write'), 'access.denied')
  const columns = householdColumns.map(({ key, header }) => ({ header, width: key === 'address' ? 36 : 14 }))
  const bytes = await writeWorkbook([
    { name: '住户册', columns, rows: [] },
    {
      name: '怎么填',
      columns: [
        { header: '列', width: 20 },
        { header: '怎么填', width: 70 },
      ],
      rows: notes,
    },
  ])
  return { name: '住户册空表.xlsx', mediaType: mediaTypes.xlsx, bytes }
}
