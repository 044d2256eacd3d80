import type { Address } from './address.ts'

/**
 * Given on the command line, so that no file in the data folder and no ALTER SYSTEM can loosen them.
 * Sized for one county on two cores and 2 GB; who needs more runs a server of their own.
 */
export function engineSettings(address: Address, durable: boolean): string[] {
  const settings = {
    ...(address.kind === 'socket'
      ? { listen_addresses: '', unix_socket_directories: address.folder, unix_socket_permissions: '0700' }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }),
    port: String(address.port),
    max_connections: '100',
    shared_buffers: durable ? '256MB' : '128MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '1GB',
    // An SSD, or a disc whose hot part is cached: the default of 4 makes plans avoid good indexes.
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: '1',
    max_locks_per_transaction: '128',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // The log must hold no personal data: neither statements nor the values that an error would quote.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    // Whoever vanishes without a word (kill -9, a lost phone line) must not leave a long query behind.
    client_connection_check_interval: process.platform === 'linux' ? '10s' : '0',
    ...durability(durable),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Off only for tests, whose data may vanish with the machine. */
function durability(durable: boolean): Record<string, string> {
  const word = durable ? 'on' : 'off'
  return { fsync: word, synchronous_commit: word, full_page_writes: word }
}
