import type { Route } from '../../core/http/endpoint.ts'
import { electionRoutes } from './election-routes.ts'
import { minutesRoutes } from './minutes-routes.ts'
import { motionRoutes } from './motion-routes.ts'
import { quorumRoutes } from './quorum-routes.ts'

export const voteRoutes: Route[] = [...quorumRoutes, ...motionRoutes, ...electionRoutes, ...minutesRoutes]
