import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { sayPoints } from '../features/boards/sayings.ts'
import type { PrintedBooklet } from './booklet.ts'
import { type BookletLine, linesOf, type Size } from './booklet-lines.ts'
import { fangsong, heiti, wordText } from './word-styles.ts'

/** Word measures type in half points. */
const types: Record<Size, { text: number; title: number }> = {
  plain: { text: 21, title: 36 },
  large: { text: 32, title: 48 },
}

type Column = { head: string; width: number; of: (line: BookletLine) => string; right?: boolean }

function columnsOf(size: Size): Column[] {
  const figure = (points: number | undefined) => (points === undefined ? '' : sayPoints(points))
  const all: Column[] = [
    { head: '月', width: 6, of: ({ month = '' }) => month },
    { head: '日', width: 6, of: ({ day = '' }) => day },
    { head: '做了什么', width: 34, of: ({ what }) => what },
    { head: '按哪条规则', width: 24, of: ({ rule = '' }) => rule },
    { head: '得分', width: 10, of: ({ points }) => figure(points), right: true },
    { head: '累计', width: 10, of: ({ balance }) => figure(balance), right: true },
    { head: '记录', width: 10, of: ({ record = '' }) => record },
  ]
  // In large type there is room for what counts; rule and record stand in the plain one.
  return size === 'plain' ? all : all.filter(({ head }) => head !== '按哪条规则' && head !== '记录')
}

/** The booklet of a year as a Word file, with the lines of the printed one; `large`: for old eyes. */
export function writeBooklet(booklet: PrintedBooklet, size: Size): Promise<Uint8Array> {
  const { year, member } = booklet
  const { text, title } = types[size]
  const run = (words: string, bold = false) =>
    new TextRun({ text: wordText(words), size: text, font: bold ? heiti : fangsong })
  const facts = [
    `姓名：${member.name}`,
    `支部：${member.orgName}`,
    ...(member.gridName ? [`网格：${member.gridName}`] : []),
    ...(member.posts.length > 0 ? [`岗位：${member.posts.join('、')}`] : []),
  ]
  const document = new Document({
    title: wordText(`${member.name} ${year} 年积分手册`),
    creator: wordText(member.orgName),
    sections: [
      {
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [new TextRun({ text: `党员积分手册　${year} 年`, size: title, font: heiti })],
          }),
          new Paragraph({ spacing: { after: 120 }, children: [run(facts.join('　'))] }),
          tableOf(linesOf(booklet, size), columnsOf(size), run),
          new Paragraph({
            spacing: { before: 240 },
            children: [run('哪一条不对，跟支部任何一个人说都行。3 个工作日内一定答复您，提意见不影响积分。')],
          }),
          new Paragraph({ spacing: { before: 360 }, children: [run('本人看过：　　　　　　支部书记：')] }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function tableOf(
  lines: readonly BookletLine[],
  columns: readonly Column[],
  run: (words: string, bold?: boolean) => TextRun,
): Table {
  const cell = ({ width, right }: Column, words: string, bold: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      children: [
        new Paragraph({
          alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [run(words, bold)],
        }),
      ],
    })
  const head = new TableRow({
    tableHeader: true,
    children: columns.map((column) => cell(column, column.head, true)),
  })
  const body = lines.map(
    (line) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((column) =>
          cell(column, column.of(line), !['entry', 'found'].includes(line.kind)),
        ),
      }),
  )
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...body] })
}
