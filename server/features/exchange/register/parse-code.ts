import { type CodeEntry, type CodeTable, registerCodes } from '../../../../contract/register-codes.ts'

const lookups = new Map<CodeTable, Map<string, CodeEntry>>()

/** The entry that a cell means by its label, one of its aliases, its code, or a code and a label (`01 汉族`). */
export function findCode(table: CodeTable, text: string): CodeEntry | undefined {
  const lookup = lookups.get(table) ?? buildLookup(table)
  lookups.set(table, lookup)
  const word = normalise(text)
  const labelled = /^0*\d+[-.、:)]?(\D.*)$/.exec(word)?.[1]
  return lookup.get(word.replace(/^0+(?=\d)/, '')) ?? (labelled ? lookup.get(labelled) : undefined)
}

function buildLookup(table: CodeTable): Map<string, CodeEntry> {
  const lookup = new Map<string, CodeEntry>()
  const entries: readonly CodeEntry[] = registerCodes[table]
  for (const entry of entries) {
    for (const word of [entry.label, ...(entry.aliases ?? [])]) lookup.set(normalise(word), entry)
    lookup.set(entry.code.replace(/^0+(?=\d)/, ''), entry)
  }
  return lookup
}

function normalise(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
