import { findAddress } from './address.ts'
import { carryThrough, jsonInit, reach, refuse } from './call.ts'
import type { AnyRequest, EndpointName, RequestArgs } from './call-types.ts'
import { newIntention } from './intention.ts'

/** A spreadsheet of a county takes a while; the answer starts late, not slowly. */
const patience = 300_000

export type Downloaded = { file: Blob; name: string }

/** `filename*=UTF-8''…` carries a Chinese name, plain `filename` only an ASCII stand-in. */
export function readFileName(disposition: string | null, fallback: string): string {
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (extended) {
    try {
      return decodeURIComponent(extended.trim())
    } catch {
      // A broken escape: the plain name will do.
    }
  }
  return /filename\s*=\s*"?([^";]+)"?/i.exec(disposition ?? '')?.[1]?.trim() ?? fallback
}

/** Fetches what an endpoint `produces: 'file'`, so that a refusal can be told where it was asked for. */
export async function fetchFile<N extends EndpointName>(
  name: N,
  ...[request, options = {}]: RequestArgs<N, { intention?: string }>
): Promise<Downloaded> {
  const given: AnyRequest = request ?? {}
  const address = findAddress(name, given)
  if (address.produces !== 'file') throw new Error(`${name} gives no file`)
  const init = jsonInit(address, given.body, options.intention ?? newIntention())
  return carryThrough(name, address, async () => {
    const [answer, file] = await reach(address, init, patience, (given) => given.blob())
    if (!answer.ok) return refuse(answer.status, await file.text(), answer.headers.get('retry-after'))
    return { file, name: readFileName(answer.headers.get('content-disposition'), name) }
  })
}

/** Hands the file to the browser under its name. */
export function saveFile({ file, name }: Downloaded): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Old Chrome starts the download after this turn; give it a moment before the address goes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
