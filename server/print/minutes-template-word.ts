import { AlignmentType, Document, Packer, Paragraph, PatchType, patchDocument, TextRun } from 'docx'
import { templateFields } from '../../contract/minutes-templates.ts'
import { type FilledFields, fieldMark } from './minutes-template-fields.ts'
import { headingOf, lineOf, tableOf, titleOf } from './minutes-word.ts'
import { wordText } from './word-styles.ts'

/**
 * A template with its fields filled, in the fonts and places that the office gave them. Values go in as text and as
 * nothing else; several lines are divided by line breaks, each further one set in by two characters, as the template sets
 * in the first.
 */
export function fillTemplate(template: Uint8Array, fields: FilledFields): Promise<Uint8Array> {
  const patches = Object.fromEntries(
    templateFields.map((name) => [name, { type: PatchType.PARAGRAPH, children: runsOf(fields[name]) }]),
  )
  return patchDocument({ outputType: 'uint8array', data: template, keepOriginalStyles: true, patches })
}

function runsOf(lines: readonly string[]): TextRun[] {
  const written = lines.length > 0 ? lines : ['']
  return written.map((line, at) =>
    at === 0 ? new TextRun(valueText(line)) : new TextRun({ text: `　　${valueText(line)}`, break: 1 }),
  )
}

/** What a person typed is never taken for a field, even if it looks like one. */
function valueText(text: string): string {
  return wordText(text).replaceAll('{{', '｛｛')
}

/** The layout of the product with every field in it, to begin from. */
export function writeStartTemplate(): Promise<Uint8Array> {
  const row = (name: string, ...fields: readonly string[]): [string, string] => [name, fields.join('')]
  const part = (title: string, field: string) => [headingOf(title), lineOf(field)]
  const children = [
    titleOf(fieldMark('标题')),
    new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(fieldMark('编号'))] }),
    tableOf([
      row('支部', fieldMark('支部名称')),
      row('会议名称', fieldMark('会议名称')),
      row('时间', fieldMark('时间')),
      row('地点', fieldMark('地点')),
      row('主持人', fieldMark('主持人')),
      row('记录人', fieldMark('记录人')),
      row('到会', `应到 ${fieldMark('应到')} 人，实到 ${fieldMark('实到')} 人，缺席：${fieldMark('缺席')}`),
      row('表决权', fieldMark('表决权')),
    ]),
    ...part('出席', fieldMark('出席名单')),
    ...part('缺席', fieldMark('缺席名单')),
    ...part('议程', fieldMark('议程')),
    ...part('会议内容', fieldMark('会议内容')),
    ...part('表决和选举', fieldMark('表决和选举')),
    new Paragraph({ spacing: { before: 480 }, children: [new TextRun(fieldMark('签名'))] }),
    new Paragraph({ children: [new TextRun(fieldMark('页脚'))] }),
  ]
  return Packer.toBuffer(new Document({ title: '会议记录模板', sections: [{ children }] }))
}
