import * as contract from '../../../../contract/register-exports.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { exportRegister } from './commands.ts'

export const registerExportRoutes: Route[] = [
  endpoint(contract.exportRegister, (ctx, { body }) => exportRegister(ctx, body)),
]
