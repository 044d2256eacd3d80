import { join } from 'node:path'
import type { Logger } from 'pino'
import { raiseAuditBase } from '../core/audit/raise-base.ts'
import { migrate } from '../core/db/migrate.ts'
import { loadMasterKeys } from '../core/keys/load-master-keys.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { createLog } from '../core/log.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './database.ts'
import { projectFolder } from './project-folder.ts'

/** What a server stands on: its log, its keys, and a database that has its tables. */
export type Ground = { log: Logger; masterKeys: MasterKeys; database: Database }

/**
 * Needs little of the program, so that the database can start while the rest of it is still being read. What goes wrong
 * is thrown; what had been started by then is stopped again.
 */
export async function layGround(config: Config): Promise<Ground> {
  const log = createLog(config.logLevel)
  const masterKeys = loadMasterKeys(process.env, config.dataDir)
  const database = await openDatabase(config, masterKeys, log)
  try {
    await migrate({ url: database.urls.owner, dir: join(projectFolder, 'server', 'migrations') })
    await raiseAuditBase(database.urls)
    return { log, masterKeys, database }
  } catch (error) {
    await database.stop()
    throw error
  }
}
