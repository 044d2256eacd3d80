import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Photo } from '../features/activities/photos/commands.ts'
import type { Minutes } from '../features/votes/ledger.ts'
import { headOf, partsOf } from './minutes.ts'
import { biaosong, fangsong, heiti, wordText } from './word-styles.ts'

/** Half points: 三号 is 32. */
const size = 30
const run = (text: string, font = fangsong) => new TextRun({ text: wordText(text), size, font })

/** Names and values in two columns, ruled. */
export function tableOf(rows: readonly (readonly [string, string])[]): Table {
  const cell = (text: string, width: number, font = fangsong) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      children: text.split('\n').map((line) => new Paragraph({ children: [run(line, font)] })),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(([name, value]) => new TableRow({ children: [cell(name, 20, heiti), cell(value, 80)] })),
  })
}

export function titleOf(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 160 },
    children: [new TextRun({ text: wordText(text), size: 44, font: biaosong })],
  })
}

export function headingOf(text: string): Paragraph {
  return new Paragraph({ keepNext: true, spacing: { before: 240, after: 60 }, children: [run(text, heiti)] })
}

/** A line of text, set in by two characters. */
export function lineOf(text: string): Paragraph {
  return new Paragraph({ indent: { firstLine: 2 * size * 10 }, children: [run(text)] })
}

/** As wide as the text, or as high as a third of the page where it stands upright. */
const [widest, highest] = [560, 420]

function pictureOf({ bytes, width, height }: Photo): Paragraph {
  const share = Math.min(widest / width, highest / height, 1)
  const transformation = { width: Math.round(width * share), height: Math.round(height * share) }
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120 },
    children: [new ImageRun({ type: 'jpg', data: bytes, transformation })],
  })
}

/** The minutes as a Word file in the layout of the printed page, to be changed and signed in an office. */
export function writeMinutes(minutes: Minutes, photos: readonly Photo[]): Promise<Uint8Array> {
  const document = new Document({
    title: wordText(minutes.heading),
    creator: wordText(minutes.orgName),
    sections: [
      {
        children: [
          titleOf(minutes.heading),
          new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(minutes.number)] }),
          tableOf(headOf(minutes)),
          ...partsOf(minutes).flatMap(({ title, lines }) => [headingOf(title), ...lines.map(lineOf)]),
          ...photos.map(pictureOf),
          ...(photos.length === 0 && minutes.photo ? [headingOf('照片（可以不贴）')] : []),
          new Paragraph({
            spacing: { before: 480 },
            children: [run(minutes.signatures.map((one) => `${one}：　　　　　　　`).join('　'))],
          }),
          ...(minutes.foot ? [new Paragraph({ children: [run(minutes.foot)] })] : []),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
