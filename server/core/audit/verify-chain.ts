import type { Anchor } from './anchors.ts'
import { headOf, noHead, type Seal } from './seal.ts'
import type { Tell } from './verify.ts'

/** The seals among themselves, and beside the anchors up to block `anchored`; both in the order of their blocks. */
export function createChain(anchors: Iterator<Anchor>, anchored: number, tell: Tell) {
  let last: Seal | null = null
  let count = 0
  let differing: { from: number; to: number } | null = null
  let anchor = anchors.next()

  const compareAnchors = ({ block, head }: Seal) => {
    let differs = false
    while (!anchor.done && anchor.value.block <= block) {
      if (anchor.value.block === block && anchor.value.head !== head) differs = true
      anchor = anchors.next()
    }
    if (differs) differing = { from: differing?.from ?? block, to: block }
    else tellDiffering()
  }
  const tellDiffering = () => {
    if (differing) tell({ what: 'anchors-differ', ...differing })
    differing = null
  }
  return {
    last: () => last,
    count: () => count,
    add(seal: Seal): void {
      const { block, head, previous } = seal
      const expected = (last?.block ?? 0) + 1
      if (block !== expected) tell({ what: 'seals-missing', from: expected, to: block - 1 })
      else if (previous !== (last?.head ?? noHead)) tell({ what: 'chain-broken', block })
      if (headOf(seal) !== head) tell({ what: 'seal-changed', block })
      compareAnchors(seal)
      last = seal
      count += 1
    },
    end(): void {
      tellDiffering()
      const block = last?.block ?? 0
      if (anchored > block) tell({ what: 'cut-off', from: block + 1, to: anchored })
      if (block > 0 && anchored === 0) tell({ what: 'no-anchor' })
    },
  }
}
