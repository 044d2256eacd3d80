/**
 * The nonce of this answer's style-src, filled in by the server. Where nobody filled it in (the
 * development server, which sends no policy) there is none.
 */
export function readNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  return content && !content.startsWith('__') ? content : undefined
}
