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
import type { Bulletin } from '../features/bulletins/bulletin.ts'
import { fangsong, heiti, wordText } from './word-styles.ts'

const run = (words: string, bold = false) =>
  new TextRun({ text: wordText(words), size: 21, font: bold ? heiti : fangsong })

function rowOf(words: readonly string[], bold: boolean): TableRow {
  const width = { size: Math.floor(100 / words.length), type: WidthType.PERCENTAGE }
  return new TableRow({
    cantSplit: true,
    tableHeader: bold,
    children: words.map(
      (text, at) =>
        new TableCell({
          width,
          children: [
            new Paragraph({
              alignment: at === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
              children: [run(text, bold)],
            }),
          ],
        }),
    ),
  })
}

/** The page as a Word file, branches in the order of the register. */
export function writeBulletin({ title, orgName, figures, rows, sums }: Bulletin): Promise<Uint8Array> {
  const line = (name: string, counts: Bulletin['sums']) => [
    name,
    ...figures.map(({ figure }) => String(counts[figure])),
  ]
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      rowOf(['支部', ...figures.map(({ label }) => label)], true),
      ...rows.map(({ name, counts }) => rowOf(line(name, counts), false)),
      rowOf(line('合计', sums), false),
    ],
  })
  const document = new Document({
    title: wordText(`${orgName}${title}`),
    creator: wordText(orgName),
    sections: [
      {
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [new TextRun({ text: wordText(title), size: 36, font: heiti })],
          }),
          new Paragraph({ spacing: { after: 120 }, children: [run(orgName)] }),
          table,
          new Paragraph({ spacing: { before: 240 }, children: [run('由记录生成，按名册次序，不排名次。')] }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
