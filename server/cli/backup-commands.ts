import type { Config } from './config.ts'

type Command = (config: Config, words: readonly string[]) => Promise<number>

/** What keeps data and moves it; each answers its exit code. Loaded only when asked for: a server carries none of it. */
export const keepingCommands: Readonly<Record<string, Command>> = {
  backup: async (config, words) => (await import('./backup.ts')).runBackup(config, words),
  'backup-key': async (_config, words) => (await import('./backup.ts')).runBackupKey(words),
  export: async (config, words) => (await import('./export.ts')).runExport(config, words),
  import: async (config, words) => (await import('./import.ts')).runImport(config, words),
  'rotate-keys': async (config, words) => (await import('./rotate-keys.ts')).runRotateKeys(config, words),
  restore: async (config, words) => (await import('./restore.ts')).runRestore(config, words),
}
