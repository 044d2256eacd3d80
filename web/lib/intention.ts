/**
 * One intention of a person has one number, however often it has to be sent: the server gives the first
 * answer again to a number that it knows. The same content keeps its number until it was answered;
 * changed content is another intention.
 */
export type Intentions = {
  idFor: (content: string) => string
  settle: () => void
}

type Remembered = { id: string; print: string }

/** A short print of the content, so that what was typed is not stored a second time. Not a secret's hash. */
function printOf(content: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < content.length; i += 1) {
    const unit = content.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `${(b >>> 0).toString(36)}.${(a >>> 0).toString(36)}.${content.length}`
}

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. Ten lines in place of a library, for the
 * phone's script budget; order within a millisecond, which the library adds, is of no use here.
 */
export function newIntention(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = now.toString(16).padStart(12, '0')
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const chance = Array.from(bytes.slice(6), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const hex = time + chance
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** `kept` remembers the number beyond a closed tab; without it, it lives as long as the page. */
export function createIntentions(kept?: {
  read: () => Remembered | undefined
  write: (r?: Remembered) => void
}): Intentions {
  let remembered = kept?.read()
  return {
    idFor(content) {
      const print = printOf(content)
      if (remembered?.print !== print) {
        remembered = { id: newIntention(), print }
        kept?.write(remembered)
      }
      return remembered.id
    },
    settle() {
      remembered = undefined
      kept?.write(undefined)
    },
  }
}
