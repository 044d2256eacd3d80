import type { FastifyReply, FastifyRequest } from 'fastify'

/** Over https the name binds the cookie to this very host (RFC 6265bis, `__Host-`). */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-zhibutong' : 'zhibutong'
}

export function sessionToken(request: FastifyRequest, secure: boolean): string | null {
  return request.cookies[cookieName(secure)] ?? null
}

export function setSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  void reply.setCookie(cookieName(secure), token, { httpOnly: true, sameSite: 'lax', secure, path: '/' })
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(cookieName(secure), { httpOnly: true, sameSite: 'lax', secure, path: '/' })
}

const deviceDays = 400

function deviceCookieName(secure: boolean): string {
  return secure ? '__Host-zhibutong-device' : 'zhibutong-device'
}

/** Tells a browser in which somebody has come in before from a stranger's; it opens nothing. */
export function deviceToken(request: FastifyRequest, secure: boolean): string | null {
  return request.cookies[deviceCookieName(secure)] ?? null
}

export function setDeviceCookie(reply: FastifyReply, token: string, secure: boolean): void {
  const maxAge = deviceDays * 86_400
  void reply.setCookie(deviceCookieName(secure), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge,
  })
}

/** How long the way to an identity service and back may take, in minutes. */
export const attemptMinutes = 10

function attemptCookieName(secure: boolean): string {
  return secure ? '__Host-zhibutong-attempt' : 'zhibutong-attempt'
}

/** Binds the way to an identity service and back to the browser that began it. */
export function attemptToken(request: FastifyRequest, secure: boolean): string | null {
  return request.cookies[attemptCookieName(secure)] ?? null
}

export function setAttemptCookie(reply: FastifyReply, token: string, secure: boolean): void {
  const maxAge = attemptMinutes * 60
  const settings = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge } as const
  void reply.setCookie(attemptCookieName(secure), token, settings)
}

export function clearAttemptCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(attemptCookieName(secure), { httpOnly: true, sameSite: 'lax', secure, path: '/' })
}
