import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import type { CallError } from './call-error.ts'
import type { CallOutput, CallRequest, EndpointName } from './call-types.ts'

/** For the office pages: `useQuery(ask('getDue', {}))`, typed from the contract. */
export function ask<N extends EndpointName>(name: N, request: CallRequest<N>) {
  return queryOptions<CallOutput<N>, CallError>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
  })
}
