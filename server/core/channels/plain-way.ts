import { isIPv4 } from 'node:net'

type Environment = Readonly<Record<string, string | undefined>>

/** Names, one by one, the hosts that are reached through a network which encrypts by itself, such as WireGuard. */
export const plainWaySetting = 'ZHIBUTONG_ENCRYPTED_OTHERWISE'

/** Who is named there: hosts as they stand in addresses, in small letters. */
export function encryptedOtherwise(env: Environment): string[] {
  return (env[plainWaySetting] ?? '')
    .split(',')
    .map((host) => bare(host.trim()))
    .filter((host) => host !== '')
}

/** The way to it crosses no network. */
export function isOwnMachine(host: string): boolean {
  const name = bare(host)
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'))
}

/** May something be sent there without TLS: to this machine itself, or where the operator has said what else encrypts it. */
export function mayGoPlainly(host: string, env: Environment = process.env): boolean {
  return isOwnMachine(host) || encryptedOtherwise(env).includes(bare(host))
}

const bare = (host: string) => host.toLowerCase().replace(/^\[(.+)\]$/, '$1')
