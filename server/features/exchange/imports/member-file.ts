import type { RegisterKey } from '../../../../contract/register.ts'
import { findRegister } from '../register/match-columns.ts'
import { createRowParser } from '../register/parse-rows.ts'
import type { ParsedRow } from '../register/parsed-row.ts'
import { markSamePersons } from '../register/same-person-rules.ts'
import { type FileRowOf, type ListFile, type ListForm, readFile } from './read-file.ts'

export type FileRow = FileRowOf<ParsedRow>
export type RegisterFile = ListFile<RegisterKey, ParsedRow>

export const memberForm: ListForm<RegisterKey, ParsedRow> = {
  find: findRegister,
  createParser: (columns, today) => createRowParser(columns, { today }),
  noHeader: '表里没有找到花名册的表头。请看看有没有“姓名”这一列，是不是选错了文件。',
  nobody: '表里一个人也没有。请看看是不是选错了表。',
}

/** The people of a register file, with those who stand in it twice marked. Errors as checkFile. */
export async function readRegisterFile(bytes: Uint8Array, today: string): Promise<RegisterFile> {
  const file = await readFile(bytes, memberForm, today)
  markSamePersons(file.rows)
  return file
}
