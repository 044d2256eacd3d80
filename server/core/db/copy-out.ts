import type pg from 'pg'

/** A connection as `pg` hands it to what is submitted; only what is used here. */
type Connection = { query(text: string): void }

// PostgreSQL's protocol, "Binary Format" of COPY: a signature and two lengths once, then rows, then two bytes of ones.
const headerBytes = 19
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')

/**
 * Runs `copy (query) to stdout (format binary)` and hands over each row as it comes: the number of fields (2 bytes), then
 * of each its length (4) and its bytes. The buffer is valid only during the call. A row that `take` throws at ends it.
 */
export function copyOut(client: pg.Client, query: string, take: (row: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null
    const fail = (error: Error) => (failed ??= error)
    const submitted = {
      submit: (connection: Connection) => connection.query(`copy (${query}) to stdout (format binary)`),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => {
        const row = withoutHeader(chunk)
        if (failed || row.length <= 2) return
        try {
          take(row)
        } catch (error) {
          fail(error as Error)
        }
      },
      handleRowDescription() {},
      handleCommandComplete() {},
      handleError: (error: Error) => {
        reject(fail(error))
      },
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
    }
    client.query(submitted as unknown as pg.Submittable)
  })
}

function withoutHeader(chunk: Buffer): Buffer {
  const isFirst = chunk.length >= headerBytes && signature.compare(chunk, 0, signature.length) === 0
  return isFirst ? chunk.subarray(headerBytes) : chunk
}
