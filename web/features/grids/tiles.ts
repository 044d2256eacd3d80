import type { CallOutput } from '../../lib/call-types.ts'

export type MapFrame = NonNullable<CallOutput<'getGrid'>['frame']>
export type Tile = { href: string; x: number; y: number; size: number }

/** Round the earth, and as far as tiles go, by the projection that tiles have (EPSG:3857). */
const equatorMetres = 40_075_016.686
const deepest = 18
/** So many side by side at most: a sketch is small, and somebody's server pays for each. */
const across = 4
const plane = 1000

type MapTiles = { usual: string | null; own: Record<string, string> }

/** The address of a county's own map, as the server wrote it into the page; nothing where there is none. */
export function mapTilesOf({ countyId }: { countyId: number }): string | undefined {
  const found = document.querySelector<HTMLMetaElement>('meta[name="map-tiles"]')?.content ?? ''
  try {
    const { usual, own } = JSON.parse(found) as MapTiles
    return own[countyId] ?? usual ?? undefined
  } catch {
    // Pages that are served by anything but the server have no map.
    return undefined
  }
}

/** Which tiles lie under the plane of a sketch, and where on it, in its own thousandths. */
export function tilesUnder({ lon, lat, metres }: MapFrame, pattern: string): Tile[] {
  const parallel = equatorMetres * Math.cos((lat * Math.PI) / 180)
  const zoom = Math.max(0, Math.min(deepest, Math.floor(Math.log2((across * parallel) / metres))))
  const around = 2 ** zoom
  const span = (metres / parallel) * around
  const left = ((lon + 180) / 360) * around - span / 2
  const top = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * around - span / 2
  const at = (tile: number, from: number) => ((tile - from) / span) * plane
  const along = (from: number) =>
    Array.from({ length: Math.floor(from + span) - Math.floor(from) + 1 }, (_, i) => Math.floor(from) + i)
  return along(top).flatMap((y) =>
    along(left).map((x) => ({
      href: pattern.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y)),
      x: at(x, left),
      y: at(y, top),
      size: plane / span,
    })),
  )
}
