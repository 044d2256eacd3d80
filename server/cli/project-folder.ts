import { join } from 'node:path'

/** The project's folder, from the compiled place of this file (dist/server/cli). */
export const projectFolder = join(import.meta.dirname, '..', '..', '..')
