/** Figures of a path that one level takes; what the tree of organisations is built on. */
const level = 4

/** The paths of everything above a place, the county first, and of the place itself. */
export function pathsAbove(path: string): string[] {
  return Array.from({ length: path.length / level }, (_, i) => path.slice(0, (i + 1) * level))
}
