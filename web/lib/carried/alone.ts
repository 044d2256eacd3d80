/**
 * One tab at a time: `sync` asks the server, `rows` reads a row and writes it back. A browser without locks has no
 * cryptography either, and then nothing is kept that two tabs could write.
 */
export function alone<T>(part: 'sync' | 'rows', work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  return locks ? locks.request(`zhibutong-carried-${part}`, work) : work()
}
