const smallest = 0.1
const step = Math.log(1.02)

/** Times in steps of two per cent: days of answers take no more room than a minute's, and a quantile errs by two per cent. */
export class Histogram {
  readonly #counts = new Map<number, number>()
  count = 0
  most = 0

  add(ms: number): void {
    const at = Math.max(0, Math.ceil(Math.log(Math.max(ms, smallest) / smallest) / step))
    this.#counts.set(at, (this.#counts.get(at) ?? 0) + 1)
    this.count += 1
    this.most = Math.max(this.most, ms)
  }

  addAll(other: Histogram): void {
    for (const [at, count] of other.#counts) this.#counts.set(at, (this.#counts.get(at) ?? 0) + count)
    this.count += other.count
    this.most = Math.max(this.most, other.most)
  }

  /** The upper end of the step that the nearest rank falls into, and never more than the most; 0 of nothing. */
  percentile(share: number): number {
    const rank = Math.max(1, Math.ceil((share / 100) * this.count))
    let seen = 0
    for (const [at, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      seen += count
      if (seen >= rank) return Math.min(this.most, smallest * Math.exp(at * step))
    }
    return 0
  }
}
