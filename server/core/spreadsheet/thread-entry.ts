/**
 * Where the code of the thread is. Compiled, it lies beside this file. From sources it is thread.ts, which Node
 * loads by itself where it strips types (22.18 and later); before that the thread is bundled first, which only
 * happens under tests: a thread does not pass through the test runner's loader.
 */
export async function threadEntry(): Promise<URL> {
  if (!import.meta.url.endsWith('.ts')) return new URL('./thread.js', import.meta.url)
  if ('typescript' in process.features && process.features.typescript) {
    return new URL('./thread.ts', import.meta.url)
  }
  const { bundleThread } = await import('./bundle-thread.ts')
  return bundleThread(new URL('./thread.ts', import.meta.url))
}
