import { type Address, findAddress } from './address.ts'
import { carryThrough, readJson, refuse, writeHeaders } from './call.ts'
import { CallError, networkLost } from './call-error.ts'
import type { AnyRequest, CallOutput, CallRequest, EndpointName } from './call-types.ts'
import { noteLost, noteReached } from './connection.ts'
import { newIntention } from './intention.ts'
import { messages } from './messages.ts'

export type UploadOptions = {
  intention?: string
  /** Called with the share that has left this machine, 0 to 1. */
  onProgress?: (share: number) => void
  /** Stops the upload; nothing is written then. */
  stop?: AbortSignal
}

function sendFile(address: Address, file: Blob, intention: string, options: UploadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    // fetch still cannot tell how far an upload is in any browser of ours.
    const request = new XMLHttpRequest()
    request.open(address.method, address.url)
    for (const [header, value] of Object.entries(writeHeaders(address, intention))) {
      request.setRequestHeader(header, value)
    }
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      noteReached()
      if (request.status >= 200 && request.status < 300) resolve(request.responseText)
      else
        settle(
          () => refuse(request.status, request.responseText, request.getResponseHeader('retry-after')),
          reject,
        )
    })
    request.addEventListener('error', () => {
      noteLost()
      reject(networkLost(true))
    })
    request.addEventListener('abort', () => reject(new CallError('call.stopped', messages.uploadStopped, 0)))
    options.stop?.addEventListener('abort', () => request.abort())
    if (options.stop?.aborted) request.abort()
    else request.send(file)
  })
}

function settle(refusing: () => never, reject: (error: unknown) => void): void {
  try {
    refusing()
  } catch (error) {
    reject(error)
  }
}

/**
 * Sends one file, as it is, to an endpoint that `consumes: 'file'`. The name travels in the query as the
 * contract of that endpoint says; a File's own name is filled in when none is given.
 */
export async function uploadFile<N extends EndpointName>(
  name: N,
  request: Omit<CallRequest<N>, 'body'> & { file: Blob },
  options: UploadOptions = {},
): Promise<CallOutput<N>> {
  const { file, ...given } = request
  const query = { name: file instanceof File ? file.name : undefined, ...(given as AnyRequest).query }
  const address = findAddress(name, { ...given, query })
  if (address.consumes !== 'file') throw new Error(`${name} does not take a file`)
  const intention = options.intention ?? newIntention()
  const text = await carryThrough(name, address, () => sendFile(address, file, intention, options))
  return readJson(text) as CallOutput<N>
}
