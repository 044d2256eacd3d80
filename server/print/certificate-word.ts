import {
  AlignmentType,
  BorderStyle,
  Document,
  type ISectionOptions,
  Packer,
  PageBorderOffsetFrom,
  PageOrientation,
  Paragraph,
  TextRun,
  VerticalAlignSection,
} from 'docx'
import { type Certificate, wordsOf } from './certificate.ts'
import { biaosong, fangsong, heiti, wordText } from './word-styles.ts'

/** Twentieths of a point: how Word measures paper. */
function mm(length: number): number {
  return Math.round((length / 25.4) * 1440)
}

/** The two red rules that close a year, above and below: a name never stands in a black frame. */
const rule = { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: '931C20', space: 24 }

/** One sheet of A4 across, as the printed certificate; Word measures type in half points. */
const paper: ISectionOptions['properties'] = {
  page: {
    // Word wants the sides as they are upright and turns them itself.
    size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
    margin: { top: mm(30), bottom: mm(30), left: mm(42), right: mm(42) },
    borders: {
      pageBorders: { offsetFrom: PageBorderOffsetFrom.PAGE },
      pageBorderTop: rule,
      pageBorderBottom: { ...rule, style: BorderStyle.THIN_THICK_SMALL_GAP },
    },
  },
  verticalAlign: VerticalAlignSection.CENTER,
}

/** The certificate as a Word file, to be changed and printed in an office. */
export async function writeCertificate(certificate: Certificate): Promise<Uint8Array> {
  const words = wordsOf(certificate)
  const run = (text: string, size = 44, font = fangsong) => new TextRun({ text: wordText(text), size, font })
  const line = { line: 456 }
  const document = new Document({
    title: wordText(`${certificate.name}的证书`),
    creator: wordText(certificate.issuer),
    sections: [
      {
        properties: paper,
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: mm(10) },
            children: [run('证　书', 88, biaosong)],
          }),
          new Paragraph({ spacing: line, children: [run(words.to)] }),
          new Paragraph({
            spacing: { ...line, after: mm(18) },
            indent: { firstLine: 880 },
            children: [run(words.before), run(words.title, 44, heiti), run(words.after)],
          }),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: line, children: [run(words.issuer, 40)] }),
          new Paragraph({ alignment: AlignmentType.RIGHT, spacing: line, children: [run(words.day, 40)] }),
          new Paragraph({ spacing: { before: mm(6) }, children: [run(words.no, 28)] }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
