import type { ErrorCode } from '../../../contract/errors.ts'

/** Why a file was refused: the error code of the contract and the sentence a person reads. */
const reasons = {
  'too-large': ['input.too-large', '文件太大，没有收。请删掉图片和多余的表，或分成几个文件再导。'],
  'unpacks-too-large': ['input.too-large', '文件解开以后太大，没有收。请只留要导的那张表，另存一份再导。'],
  'too-many-rows': ['input.too-large', '表格行数太多，没有收。请分成几个文件再导。'],
  'too-many-columns': ['input.too-large', '表格右边很远的地方还有内容，没有收。请删掉多余的列再导。'],
  'merge-too-large': ['input.unsupported', '表里有一块合并单元格大得不正常，没有收。请取消合并再导。'],
  encrypted: ['input.unsupported', '文件加了密码，打不开。请去掉密码，另存一份再导。'],
  'old-excel': ['input.unsupported', '这是旧版的 .xls。请用表格软件打开，另存为 .xlsx 再导。'],
  'web-page': ['input.unsupported', '这是网页存成的表格。请用表格软件打开，另存为 .xlsx 再导。'],
  'not-a-table': ['input.unsupported', '这个文件不是表格。请用 .xlsx 或 .csv 文件。'],
  damaged: ['input.unreadable', '文件坏了，读不出来。请用表格软件打开，另存一份再导。'],
  encoding: ['input.unreadable', '文件里的文字读不出来。请用表格软件打开，另存为 .xlsx 再导。'],
  empty: ['input.unreadable', '表里没有内容。请看看是不是选错了文件。'],
  'too-slow': ['input.too-large', '读这个文件用的时间太长，停下了。请分成几个文件再导。'],
} as const satisfies Record<string, readonly [ErrorCode, string]>

export type RefusedReason = keyof typeof reasons

/** A file that is not taken. `message` is a Chinese sentence for the person who sent it. */
export class SpreadsheetError extends Error {
  readonly reason: RefusedReason
  readonly code: ErrorCode

  constructor(reason: RefusedReason, options?: ErrorOptions) {
    super(reasons[reason][1], options)
    this.name = 'SpreadsheetError'
    this.reason = reason
    this.code = reasons[reason][0]
  }
}
