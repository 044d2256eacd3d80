import type { Counted } from './manifest.ts'
import type { Pace } from './pace.ts'

/** In bytes; a piece is a little more, up to the end of its last line. */
const pieceBytes = 2 * 1024 * 1024

/** Cuts text into pieces that end with a line, each to be read by itself. */
export async function* cutAtLines(
  text: AsyncGenerator<Buffer, Counted>,
  pace: Pace,
): AsyncGenerator<Buffer, Counted> {
  let held: Buffer[] = []
  let size = 0
  for (;;) {
    const { value, done } = await text.next()
    if (done) {
      if (size > 0) yield Buffer.concat(held)
      return value
    }
    held.push(value)
    size += value.length
    if (size < pieceBytes) continue
    const all = Buffer.concat(held)
    const end = all.lastIndexOf(10) + 1
    const rest = all.subarray(end)
    ;[held, size] = [[rest], rest.length]
    if (end === 0) continue
    yield all.subarray(0, end)
    await pace()
  }
}

/** The name of the `no`th piece, such that names sort as pieces follow. */
export function pieceName(folder: string, no: number): string {
  return `${folder}/${String(no).padStart(6, '0')}.jsonl`
}
