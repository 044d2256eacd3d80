import * as contract from '../../../contract/signals.ts'
import { addDays } from '../../core/clock/days.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { demand } from '../../core/errors/problem.ts'
import { endpoint, type Route } from '../../core/http/endpoint.ts'
import { findSignals } from './commands.ts'
import { limits } from './limits.ts'
import { countByBranch, presentSignal } from './present.ts'

export const signalRoutes: Route[] = [
  endpoint(contract.listSignals, async (ctx) => {
    const { actor, today } = ctx
    const paths = pathsWhere(actor, 'points.names', 'points.totals')
    demand(paths.length > 0, 'access.denied')
    const since = addDays(today, -limits.lookBackDays)
    const found = await findSignals(ctx, { paths, since })
    // Who recorded what is the branch's own; above it stands how much there is to look at, and where.
    const own = found.filter((row) => may(actor, 'points.names', row))
    const above = found.filter((row) => !own.includes(row))
    return { since, rows: own.map(presentSignal), below: countByBranch(above) }
  }),
]
