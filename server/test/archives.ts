import { join } from 'node:path'
import { readArchive, writeArchive } from '../core/backup/archive.ts'
import type { Part } from '../core/backup/zip-writer.ts'

let made = 0

/** The parts of a plain archive, to be changed. */
export async function partsOf(file: string): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of readArchive(file, null)) parts.push(part)
  return parts
}

/** These parts as a plain archive that the product itself would have written. */
export async function archiveOf(folder: string, parts: readonly Part[]): Promise<string> {
  made += 1
  const file = join(folder, `parts-${made}.zip`)
  async function* each(): AsyncGenerator<Part> {
    yield* parts
  }
  await writeArchive(file, null, each())
  return file
}
