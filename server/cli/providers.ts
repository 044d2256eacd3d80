import { resolve } from 'node:path'
import { readSecretFile } from '../core/keys/secret-file.ts'
import { isFitIssuer, type ProviderSettings } from '../features/access/provider-client.ts'
import { ConfigError } from './config.ts'

/** An identity service as the environment names it; its secret stands in a file, which is read at the start. */
export type ProviderPlan = Omit<ProviderSettings, 'clientSecret'> & { secretFile: string }

type Environment = Readonly<Record<string, string | undefined>>

const shortestSecret = 16

/** ZHIBUTONG_OIDC_ISSUER and its like for the first, ZHIBUTONG_OIDC_2_ISSUER … ZHIBUTONG_OIDC_9_ISSUER for more. */
const prefixes = ['ZHIBUTONG_OIDC', ...Array.from({ length: 8 }, (_, at) => `ZHIBUTONG_OIDC_${at + 2}`)]

/** Throws ConfigError where one is named in part, or could not be trusted. */
export function readProviders(env: Environment): ProviderPlan[] {
  return prefixes.flatMap((prefix, at) => {
    const given = (name: string) => env[`${prefix}_${name}`]?.trim() ?? ''
    if (['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET_FILE'].every((name) => given(name) === '')) return []
    return [readOne(prefix, String(at + 1), given)]
  })
}

function readOne(prefix: string, key: string, given: (name: string) => string): ProviderPlan {
  for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET_FILE'])
    if (given(name) === '') throw new ConfigError(`没有启动：统一认证还差 ${prefix}_${name}。`)
  const issuer = given('ISSUER')
  if (!isFitIssuer(issuer)) throw new ConfigError(`没有启动：${prefix}_ISSUER 要是 https:// 开头的地址。`)
  const county = Number(given('COUNTY') || 1)
  if (!Number.isInteger(county) || county < 1)
    throw new ConfigError(`没有启动：${prefix}_COUNTY 要是县的编号，第一个县是 1。`)
  const name = given('NAME') || '统一认证'
  if (name.length > 20) throw new ConfigError(`没有启动：${prefix}_NAME 太长，最多 20 个字。`)
  const words = (name: string) => given(name).split(/\s+/).filter(Boolean)
  return {
    ...{ key, name, county, issuer, clientId: given('CLIENT_ID') },
    secretFile: resolve(given('CLIENT_SECRET_FILE')),
    strongAcr: words('ACR'),
    strongAmr: words('AMR'),
  }
}

/** With its secret. Throws ConfigError where the file cannot be read, others can read it, or it holds next to nothing. */
export function loadProvider({ secretFile, ...plan }: ProviderPlan): ProviderSettings {
  return { ...plan, clientSecret: readSecret(secretFile) }
}

function readSecret(path: string): string {
  const secret = readSecretFile(path, '统一认证的密钥文件')
  if (secret.length < shortestSecret)
    throw new ConfigError(`没有启动：${path} 里的密钥太短，至少 ${shortestSecret} 个字符。`)
  return secret
}
