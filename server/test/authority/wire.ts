import { gzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { newId } from '../../core/ids.ts'
import { pick, type Random } from './strange.ts'

/** A request as it goes over the line. */
export type Wire = InjectOptions & { url: string; payload?: string | Buffer }

type Bend = (options: Wire, random: Random) => Wire

const bodyOf = ({ payload = '{}' }: Wire) => payload.toString()

const withBody =
  (bend: (text: string, random: Random) => string): Bend =>
  (options, random) => ({ ...options, payload: bend(bodyOf(options), random) })

const withHeaders =
  (choose: (random: Random) => Record<string, string | string[] | undefined>): Bend =>
  (options, random) => {
    const headers = Object.entries({ ...options.headers, ...choose(random) })
    return { ...options, headers: Object.fromEntries(headers.filter(([, value]) => value !== undefined)) }
  }

const withAddress =
  (bend: (url: string, random: Random) => string): Bend =>
  (options, random) => ({ ...options, url: bend(options.url, random) })

const afterQuestion = (url: string, more: string) => `${url}${url.includes('?') ? '&' : '?'}${more}`

/** What becomes of a request on the way: by a broken client, a proxy or somebody with time. */
const bends: Bend[] = [
  withBody((text, random) => text.slice(0, Math.floor(random() * text.length))),
  withBody((text) => text.replace('{', '{"__proto__":{"isAdmin":true},')),
  withBody((text) => text.replace('{', '{"constructor":{"prototype":{"x":1}},')),
  // The same key twice: the last one holds.
  withBody((text) => text.replace(/^\{(.+)\}$/, '{$1,$1}')),
  withBody((text, random) =>
    text.replace(/"[^"]*"(?=[,}\]])/, pick(random, ['-0', '1e999', 'NaN', "'x'", '﻿""'])),
  ),
  withBody((_, random) =>
    pick(random, ['', ' ', 'null', '0', '"x"', '[]', '\ufeff{}', '{}{}', '['.repeat(20_000)]),
  ),
  (options) => ({
    ...options,
    payload: gzipSync(bodyOf(options)),
    headers: { ...options.headers, 'content-encoding': 'gzip' },
  }),
  withHeaders((random) => ({
    'content-type': pick(random, [
      ...['text/plain', 'text/html', 'application/octet-stream', 'application/json; charset=utf-16', 'x'],
      ...['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/problem+json'],
    ]),
  })),
  withHeaders((random) => ({
    'idempotency-key': pick(random, [
      undefined,
      '',
      'x',
      'f'.repeat(5_000),
      `${newId()}, ${newId()}`,
      newId(),
    ]),
  })),
  withHeaders((random) => ({
    'x-zhibutong': pick(random, [undefined, '0', '1, 1']),
    'x-zhibutong-account': pick(random, [undefined, newId(), '\u00ff']),
    cookie: pick(random, ['zhibutong=', 'zhibutong=%E0%A4%A', `zhibutong=${'a'.repeat(4_000)}`, ';;=;']),
  })),
  withHeaders((random) => ({
    'accept-encoding': pick(random, ['gzip', 'br', '*;q=0', 'identity;q=0']),
    'if-none-match': '*',
    range: 'bytes=0-1',
    'if-modified-since': 'x',
  })),
  withAddress((url, random) =>
    url.replace(/[^/]+$/, pick(random, ['%', '%E0%A4%A', '%00', '%2F..%2F', 'a'.repeat(3_000)])),
  ),
  withAddress((url) => url.replace(/\?(.*)$/, '?$1&$1')),
  withAddress((url, random) =>
    afterQuestion(
      url,
      pick(random, ['__proto__=1', 'a[b]=c', 'constructor=1', '%=%', '&&==', 'x=%F0%9F', 'x=%00']),
    ),
  ),
]

export function bendOnTheWay(options: Wire, random: Random): Wire {
  return pick(random, bends)(options, random)
}
