import { gunzipSync, inflateSync } from 'node:zlib'
import type { LightMyRequestResponse } from 'fastify'
import { type ErrorCode, errorStatus } from '../../../contract/errors.ts'
import type { Operation } from './document.ts'

/** What is wrong with an answer, whoever asked and whatever for; empty when nothing is. */
export function shapeFault({ spec, faultsOf }: Operation, response: LightMyRequestResponse): string {
  const { statusCode } = response
  if (statusCode >= 500) return 'failed'
  const isJson = String(response.headers['content-type']).includes('json')
  if (statusCode === 200 && spec.produces === 'file')
    return response.headers['content-disposition'] ? '' : 'no file'
  if (!isJson) return 'no JSON'
  const answer = JSON.parse(textOf(response))
  const fault = faultsOf(statusCode, answer)
  if (fault || statusCode === 200) return fault
  const { code, message } = answer.error as { code: ErrorCode; message: string }
  if (errorStatus(code) !== statusCode) return 'a code of another status'
  return /[\u4e00-\u9fff]/.test(message) ? '' : 'no sentence'
}

/** Who says so is sent what is compressed. */
function textOf({ headers, rawPayload }: LightMyRequestResponse): string {
  const encoding = headers['content-encoding']
  if (encoding === 'gzip') return gunzipSync(rawPayload).toString()
  return encoding === 'deflate' ? inflateSync(rawPayload).toString() : rawPayload.toString()
}

/** Null where it did not come in so many milliseconds. */
export async function inTime<T>(answer: Promise<T>, patience: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
