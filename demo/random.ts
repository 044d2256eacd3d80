/** Chance that comes out the same for the same seed, on every machine. */
export type Random = {
  /** From 0 up to, never reaching, 1. */
  next(): number
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  shuffle<T>(list: readonly T[]): T[]
  /** A stream of its own: what one part of the county draws does not shift what another draws. */
  stream(label: string): Random
}

export function createRandom(seed: number, label = ''): Random {
  const draw = sfc32(...scatter(`${seed}/${label}`))
  const int = (min: number, max: number) => min + Math.floor(draw() * (max - min + 1))
  return {
    next: draw,
    int,
    chance: (probability) => draw() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[int(0, list.length - 1)] as never
    },
    shuffle: (list) => {
      const order = [...list]
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = int(0, i)
        ;[order[i], order[j]] = [order[j] as never, order[i] as never]
      }
      return order
    },
    stream: (next) => createRandom(seed, `${label}/${next}`),
  }
}

/** Four words from a text, so that neighbouring seeds begin far apart (xmur3). */
function scatter(text: string): [number, number, number, number] {
  let h = 1779033703 ^ text.length
  for (const char of text) {
    h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
  return [word(), word(), word(), word()]
}

/** Small fast counter, 32 bit: a public-domain generator that needs no library. */
function sfc32(a: number, b: number, c: number, d: number): () => number {
  const state = { a, b, c, d }
  const step = () => {
    const t = (state.a + state.b + state.d) | 0
    state.d = (state.d + 1) | 0
    state.a = state.b ^ (state.b >>> 9)
    state.b = (state.c + (state.c << 3)) | 0
    state.c = (((state.c << 21) | (state.c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i += 1) step()
  return step
}
