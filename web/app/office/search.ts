/**
 * An address's query as it is written: `?page=2` stays text. The router's own reading would turn a
 * member's number into a number and `?name="李"` into JSON.
 */
type Search = Record<string, string | string[]>

export function readSearch(query: string): Search {
  const search: Search = {}
  const given = new URLSearchParams(query)
  for (const name of new Set(given.keys())) {
    const all = given.getAll(name)
    search[name] = all.length === 1 ? (all[0] ?? '') : all
  }
  return search
}

export function writeSearch(search: Record<string, unknown>): string {
  const printed = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null)
        printed.append(name, typeof one === 'string' ? one : JSON.stringify(one))
    }
  }
  const query = printed.toString()
  return query && `?${query}`
}
