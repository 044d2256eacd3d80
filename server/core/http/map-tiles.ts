/**
 * Addresses of counties' own maps, patterns with {z}, {x} and {y}: `usual` for every county that has none of its own,
 * which stand under the county's number.
 */
export type MapTiles = { usual: string | null; own: Readonly<Record<number, string>> }

export const noMaps: MapTiles = { usual: null, own: {} }

/** What pages may fetch pictures from, such as https://tiles.example.gov.cn, each once. */
export function mapOrigins({ usual, own }: MapTiles): string[] {
  const patterns = [...(usual === null ? [] : [usual]), ...Object.values(own)]
  return [...new Set(patterns.map((pattern) => new URL(pattern.replace(/\{[zxy]\}/g, '0')).origin))]
}
