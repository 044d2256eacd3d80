import { accessPhone } from '../../features/access/phone.ts'
import { activitiesPhone } from '../../features/activities/phone.ts'
import { agendasPhone } from '../../features/agendas/phone.ts'
import { appraisalsPhone } from '../../features/appraisals/phone.ts'
import { assessmentsPhone } from '../../features/assessments/phone.ts'
import { boardsPhone } from '../../features/boards/phone.ts'
import { casesPhone } from '../../features/cases/phone.ts'
import { contactLeadersPhone } from '../../features/contact-leaders/phone.ts'
import { dutiesPhone } from '../../features/duties/phone.ts'
import { enterprisesPhone } from '../../features/enterprises/phone.ts'
import { gridsPhone } from '../../features/grids/phone.ts'
import { handEntriesPhone } from '../../features/hand-entries/phone.ts'
import { homePhone } from '../../features/home/phone.ts'
import { honoursPhone } from '../../features/honours/phone.ts'
import { importsPhone } from '../../features/imports/phone.ts'
import { laggardsPhone } from '../../features/laggards/phone.ts'
import { membersPhone } from '../../features/members/phone.ts'
import { monthlyReportsPhone } from '../../features/monthly-reports/phone.ts'
import { objectionsPhone } from '../../features/objections/phone.ts'
import { outboxPhone } from '../../features/outbox/phone.ts'
import { pairingsPhone } from '../../features/pairings/phone.ts'
import { plansPhone } from '../../features/plans/phone.ts'
import { pointsPhone } from '../../features/points/phone.ts'
import { postsPhone } from '../../features/posts/phone.ts'
import { recognitionsPhone } from '../../features/recognitions/phone.ts'
import { redemptionsPhone } from '../../features/redemptions/phone.ts'
import { remindersPhone } from '../../features/reminders/phone.ts'
import { reviewsPhone } from '../../features/reviews/phone.ts'
import { selectionsPhone } from '../../features/selections/phone.ts'
import { serviceUnitsPhone } from '../../features/service-units/phone.ts'
import { signalsPhone } from '../../features/signals/phone.ts'
import { talksPhone } from '../../features/talks/phone.ts'
import { visitsPhone } from '../../features/visits/phone.ts'
import { votesPhone } from '../../features/votes/phone.ts'
import { worklistsPhone } from '../../features/worklists/phone.ts'
import type { PhoneFeature } from '../../lib/pages.ts'

/** Every feature of the phone pages; what it adds to 记一笔 and 我的 stands in this order. */
export const features: readonly PhoneFeature[] = [
  homePhone,
  worklistsPhone,
  visitsPhone,
  casesPhone,
  activitiesPhone,
  votesPhone,
  agendasPhone,
  gridsPhone,
  postsPhone,
  serviceUnitsPhone,
  enterprisesPhone,
  pairingsPhone,
  dutiesPhone,
  plansPhone,
  contactLeadersPhone,
  honoursPhone,
  recognitionsPhone,
  redemptionsPhone,
  handEntriesPhone,
  assessmentsPhone,
  appraisalsPhone,
  talksPhone,
  membersPhone,
  importsPhone,
  pointsPhone,
  boardsPhone,
  monthlyReportsPhone,
  objectionsPhone,
  signalsPhone,
  laggardsPhone,
  reviewsPhone,
  selectionsPhone,
  remindersPhone,
  accessPhone,
  outboxPhone,
]
