import { createProvider, type ProviderSettings } from '../features/access/provider-client.ts'

/** Without it people still come in by name and password, so that a start does not wait for it. */
export async function lookAtProvider(settings: ProviderSettings, site: string): Promise<string> {
  const provider = createProvider(settings, site, { warn: () => {} })
  try {
    await provider.look()
  } catch (error) {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? `${message}，${cause.message}` : message
    throw new Error(
      `${settings.issuer} 没有答应（${why}）。看看地址和网络；在那边登记的回调地址是 ${site}/api/oidc/${settings.key}/back。`,
      { cause: error },
    )
  }
  return `${settings.issuer} 答应了`
}
