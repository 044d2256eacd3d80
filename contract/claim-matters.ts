import { type ActivityKind, activityCategory, activityKinds, activityLabel } from './activity-kinds.ts'
import { conductMatters } from './conduct-matters.ts'

/**
 * What somebody may say to have done: the matters of conduct, and the services that one or two do without a meeting
 * being held (邻里纠纷调解). A service becomes the same fact as if it had been recorded as an activity, so that one rule
 * counts both, and once.
 */
const services = activityKinds.filter((kind) => activityCategory(kind) === 'service')

export function isService(code: string): code is ActivityKind {
  return services.includes(code as ActivityKind)
}

export const claimMatters: Readonly<Record<string, { label: string; unit: string }>> = {
  ...Object.fromEntries(services.map((kind) => [kind, { label: activityLabel(kind), unit: '次' }])),
  ...conductMatters,
}
