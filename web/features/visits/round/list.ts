import type { Carried } from '../../../lib/carried/rows.ts'

const byNumber = new Intl.Collator('zh', { numeric: true })

function byAddress(a: Carried, b: Carried): number {
  return byNumber.compare(a.address, b.address)
}

/** Those to be visited, the longest due first, of one day as one walks: by natural village and address. */
export function listDue(rows: Iterable<Carried>): Carried[] {
  return [...rows]
    .filter(({ due }) => due !== null)
    .sort(
      (a, b) =>
        byNumber.compare(a.due ?? '', b.due ?? '') || (a.place ?? 0) - (b.place ?? 0) || byAddress(a, b),
    )
}

export type Place = { placeId: number | null; name: string; rows: Carried[] }

/** Natural villages in the order in which the server names them, each with its households by address. */
export function groupByPlace(
  rows: Iterable<Carried>,
  places: readonly { placeId: number; name: string }[],
  other: string,
): Place[] {
  const known = new Set(places.map(({ placeId }) => placeId))
  const groups = new Map<number | null, Carried[]>()
  for (const row of rows) {
    const placeId = row.place !== null && known.has(row.place) ? row.place : null
    const group = groups.get(placeId)
    if (group) group.push(row)
    else groups.set(placeId, [row])
  }
  return [...places, { placeId: null, name: other }].flatMap(({ placeId, name }) => {
    const found = groups.get(placeId)
    return found ? [{ placeId, name, rows: found.sort(byAddress) }] : []
  })
}

/** Full-width letters and digits and spaces are typed by accident and mean nothing. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** Whose address, natural village or contact has every word that was typed. */
export function findHouseholds(
  rows: Iterable<Carried>,
  places: readonly { placeId: number; name: string }[],
  typed: string,
): Carried[] {
  const words = typed
    .split(/[\s　]+/)
    .map(plain)
    .filter(Boolean)
  if (words.length === 0) return []
  const names = new Map(places.map(({ placeId, name }) => [placeId, name]))
  return [...rows]
    .filter((row) => {
      const said = plain([names.get(row.place ?? 0), row.address, row.contact].join(''))
      return words.every((word) => said.includes(word))
    })
    .sort(byAddress)
}
