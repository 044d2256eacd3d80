export type NaturalVillage = { name: string; gridId: number }

/**
 * The natural village in a household registration, which decides the grid. An address goes from the large to the
 * small, so that of several names the one that ends last is meant (临溪村东溪 → 东溪, also where 临溪 is a natural
 * village too), and of two that end together the longer (东溪头, not 溪头).
 */
export function findVillage<V extends Pick<NaturalVillage, 'name'>>(
  place: string | null,
  villages: readonly V[],
): V | null {
  if (!place) return null
  const found = villages.flatMap((village) => {
    const at = place.lastIndexOf(village.name)
    return at === -1 ? [] : [{ village, end: at + village.name.length }]
  })
  found.sort((a, b) => b.end - a.end || b.village.name.length - a.village.name.length)
  return found[0]?.village ?? null
}
