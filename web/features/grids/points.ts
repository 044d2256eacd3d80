import type { Corner } from './sketch.tsx'

/** Two whole numbers from 0 to 1000, however parted; nothing where it is something else. */
export function parsePoint(text: string): [number, number] | undefined {
  const [, x, y] = text.trim().match(/^(\d{1,4})[\s,，、]+(\d{1,4})$/) ?? []
  const at: [number, number] = [Number(x), Number(y)]
  return x !== undefined && at.every((one) => one <= 1000) ? at : undefined
}

/** Longitude, latitude and width in metres, however parted; nothing where it is something else. */
export function parseFrame(text: string): { lon: number; lat: number; metres: number } | undefined {
  const [, lon, lat, metres] =
    text.trim().match(/^(\d+(?:\.\d+)?)[\s,，、]+(\d+(?:\.\d+)?)[\s,，、]+(\d+)$/) ?? []
  const frame = { lon: Number(lon), lat: Number(lat), metres: Number(metres) }
  const isWithin = (value: number, [least, most]: readonly [number, number]) =>
    value >= least && value <= most
  const isHere = isWithin(frame.lon, [73, 136]) && isWithin(frame.lat, [3, 54])
  return isHere && isWithin(frame.metres, [100, 50_000]) ? frame : undefined
}

/** One corner a line; nothing where a line is wrong. */
export function parseCorners(text: string): [number, number][] | undefined {
  const found = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsePoint)
  return found.every((one) => one !== undefined) ? found : undefined
}

export function sayCorners(corners: readonly Corner[]): string {
  return corners.map((corner) => corner.join(' ')).join('\n')
}
