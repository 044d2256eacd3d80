import { generate } from 'selfsigned'

/** PEM. */
export type Certificate = { key: string; cert: string }
export type Authority = Certificate & {
  /** For a server of this name or number, or for a role that signs in (its common name). */
  certify(name: string, days?: number): Promise<Certificate>
}

const day = 86_400_000

/** An authority of its own, as an office has one. */
export async function createAuthority(name: string): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 3 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const ca = { key: made.private, cert: made.cert }
  const certify = async (whom: string, days = 90) => {
    const altName = /^[\d.]+$/.test(whom)
      ? { type: 7 as const, ip: whom }
      : { type: 2 as const, value: whom.replaceAll('_', '-') }
    const one = await generate([{ name: 'commonName', value: whom }], {
      ...{ ca, keyType: 'ec', algorithm: 'sha256' },
      notBeforeDate: new Date(Date.now() - 3 * day),
      notAfterDate: new Date(Date.now() + days * day),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        { name: 'subjectAltName', altNames: [altName] },
      ],
    })
    return { key: one.private, cert: one.cert }
  }
  return { ...ca, certify }
}
