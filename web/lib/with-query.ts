/** A path with the parts of the query that are there. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const printed = search.toString()
  return printed ? `${path}?${printed}` : path
}
