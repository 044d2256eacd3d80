import { Secret, TOTP } from 'otpauth'
import { codePeriod } from '../../../../contract/check-ins.ts'

/** For how many periods ahead the screen is given codes: it goes on for ten minutes without a line. */
const ahead = 20
/** A page that opens slowly may be two minutes behind its code, and a clock half a minute before it. */
const periodsAfter = 4
const periodsBefore = 1
/** How far the time of a scan may lie beyond what it must lie within, for clocks that are not quite right. */
export const clockTolerance = 60_000

/** RFC 6238 with SHA-256 and eight digits. */
function totpOf(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA256', digits: 8, period: codePeriod })
}

export function newSecret(): string {
  return new Secret({ size: 32 }).base32
}

export type ShownCode = { code: string; inSeconds: number }

/** The code of this moment and those after it, each with the seconds from now at which it begins. */
export function codesFrom(secret: string, now: Date): ShownCode[] {
  const totp = totpOf(secret)
  const step = Math.floor(now.getTime() / 1000 / codePeriod)
  return Array.from({ length: ahead }, (_, i) => {
    const begins = (step + i) * codePeriod
    return {
      code: totp.generate({ timestamp: begins * 1000 }),
      inSeconds: Math.max(0, begins - now.getTime() / 1000),
    }
  })
}

/**
 * How many minutes after the scan it arrived, or null while that code may still have stood on the screen: then nobody
 * could have had it from elsewhere for long.
 */
export function minutesLate(scannedAt: Date, receivedAt: Date): number | null {
  const passed = receivedAt.getTime() - scannedAt.getTime()
  return passed > (periodsAfter + 1) * codePeriod * 1000 ? Math.round(passed / 60_000) : null
}

/** Did this code stand on the screen when it was scanned? */
export function fitsTime(secret: string, code: string, scannedAt: Date): boolean {
  const delta = totpOf(secret).validate({ token: code, timestamp: scannedAt.getTime(), window: periodsAfter })
  return delta !== null && delta >= -periodsAfter && delta <= periodsBefore
}
