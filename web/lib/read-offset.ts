/** From which row on a list is shown, as `offset` of its address says it; what is no number of rows is the start. */
export function readOffset(search: URLSearchParams): number {
  return Math.max(0, Math.trunc(Number(search.get('offset'))) || 0)
}
