import { dueEndpoints } from './due.ts'
import { sessionEndpoints } from './session.ts'

/** Every endpoint by its name: what the web client may call, and what the API page lists. */
export const endpoints = { ...sessionEndpoints, ...dueEndpoints }

export type EndpointName = keyof typeof endpoints
