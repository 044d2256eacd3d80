import type { MailConfig } from '../../../contract/channels.ts'
import { ChannelFailure } from './failure.ts'
import { mayGoPlainly } from './plain-way.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  /** The same for every try of one mail: whoever got it twice can tell. */
  id: string
}

const patience = 10_000

/** One mail, plain text, on a connection of its own. Throws ChannelFailure. */
export async function sendMail(config: MailConfig, { to, subject, text, id }: Mail): Promise<void> {
  const { host, port, security, user, password, from } = config
  // Also what was set up before this was asked for.
  if (security === 'none' && !mayGoPlainly(host)) throw new ChannelFailure('not-secure')
  // Read when a first mail goes: a server without one does not carry it.
  const { default: nodemailer } = await import('nodemailer')
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: { name: '支部通', address: from },
      to: { name: '', address: to },
      subject,
      text,
      messageId: `<${id}@zhibutong>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    throw failureOf(error)
  } finally {
    transport.close()
  }
}

type Failed = { code?: string; originalCode?: string; responseCode?: number }

/** Node names what it finds wrong with a certificate as OpenSSL does: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT. */
const isOfCertificate = (code: string) => /CERT|VERIFY|ALTNAME/.test(code)

/** RFC 5321: 4yz may be tried again, 5yz not; but only what was said of this mail, not of how we came to the door. */
function failureOf(error: unknown): ChannelFailure {
  const { code, originalCode = '', responseCode = 0 } = error as Failed
  // A wrong password is put right by a person; until then it is tried again.
  if (code === 'EAUTH') return new ChannelFailure('sign-in')
  if (code === 'ETLS' || isOfCertificate(originalCode)) return new ChannelFailure('not-secure')
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new ChannelFailure('refused', responseCode >= 500)
  return new ChannelFailure('unreachable')
}
