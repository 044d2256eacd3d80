import { Document, Packer, Paragraph, TextRun } from 'docx'
import type { LedgerOfYear } from '../features/votes/ledger.ts'
import { emptyLedger, linesOf, titleOfLedger } from './ledger.ts'
import { headingOf, tableOf, titleOf } from './minutes-word.ts'
import { fangsong, wordText } from './word-styles.ts'

/** The ledger of a year as a Word file, with the lines of the printed one. */
export function writeLedger(ledger: LedgerOfYear): Promise<Uint8Array> {
  const title = titleOfLedger(ledger)
  const gap = () => new Paragraph({ children: [new TextRun({ text: '', size: 20, font: fangsong })] })
  const parts = ledger.parts.flatMap(({ kindLabel, meetings }) => [
    headingOf(`${kindLabel}（${meetings.length} 次）`),
    ...meetings.flatMap((meeting) => [tableOf(linesOf(meeting)), gap()]),
  ])
  const children = [titleOf(title), ...(parts.length > 0 ? parts : [headingOf(emptyLedger)])]
  return Packer.toBuffer(
    new Document({ title: wordText(title), creator: wordText(ledger.orgName), sections: [{ children }] }),
  )
}
