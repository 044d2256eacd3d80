import { aboveOffice } from '../../features/above/office.ts'
import { accessOffice } from '../../features/access/office.ts'
import { activitiesOffice } from '../../features/activities/office.ts'
import { agendasOffice } from '../../features/agendas/office.ts'
import { appraisalsOffice } from '../../features/appraisals/office.ts'
import { assessmentsOffice } from '../../features/assessments/office.ts'
import { backupsOffice } from '../../features/backups/office.ts'
import { boardsOffice } from '../../features/boards/office.ts'
import { casesOffice } from '../../features/cases/office.ts'
import { contactLeadersOffice } from '../../features/contact-leaders/office.ts'
import { dutiesOffice } from '../../features/duties/office.ts'
import { enterprisesOffice } from '../../features/enterprises/office.ts'
import { gridsOffice } from '../../features/grids/office.ts'
import { handEntriesOffice } from '../../features/hand-entries/office.ts'
import { homeOffice } from '../../features/home/office.ts'
import { honoursOffice } from '../../features/honours/office.ts'
import { importsOffice } from '../../features/imports/office.ts'
import { laggardsOffice } from '../../features/laggards/office.ts'
import { mattersOffice } from '../../features/matters/office.ts'
import { membersOffice } from '../../features/members/office.ts'
import { monthlyReportsOffice } from '../../features/monthly-reports/office.ts'
import { objectionsOffice } from '../../features/objections/office.ts'
import { organisationsOffice } from '../../features/organisations/office.ts'
import { pairingsOffice } from '../../features/pairings/office.ts'
import { plansOffice } from '../../features/plans/office.ts'
import { pointsOffice } from '../../features/points/office.ts'
import { postsOffice } from '../../features/posts/office.ts'
import { recognitionsOffice } from '../../features/recognitions/office.ts'
import { redemptionsOffice } from '../../features/redemptions/office.ts'
import { remindersOffice } from '../../features/reminders/office.ts'
import { reviewsOffice } from '../../features/reviews/office.ts'
import { schemesOffice } from '../../features/schemes/office.ts'
import { selectionsOffice } from '../../features/selections/office.ts'
import { serviceUnitsOffice } from '../../features/service-units/office.ts'
import { signalsOffice } from '../../features/signals/office.ts'
import { talksOffice } from '../../features/talks/office.ts'
import { teamsOffice } from '../../features/teams/office.ts'
import { visitsOffice } from '../../features/visits/office.ts'
import { votesOffice } from '../../features/votes/office.ts'
import { worklistsOffice } from '../../features/worklists/office.ts'
import type { OfficeFeature } from '../../lib/pages.ts'

/** Every feature of the office pages. Within a group of the menu, items stand in this order. */
export const features: readonly OfficeFeature[] = [
  homeOffice,
  worklistsOffice,
  casesOffice,
  membersOffice,
  activitiesOffice,
  votesOffice,
  agendasOffice,
  gridsOffice,
  postsOffice,
  teamsOffice,
  serviceUnitsOffice,
  visitsOffice,
  enterprisesOffice,
  pairingsOffice,
  dutiesOffice,
  plansOffice,
  contactLeadersOffice,
  honoursOffice,
  recognitionsOffice,
  redemptionsOffice,
  handEntriesOffice,
  assessmentsOffice,
  appraisalsOffice,
  talksOffice,
  importsOffice,
  organisationsOffice,
  pointsOffice,
  boardsOffice,
  aboveOffice,
  monthlyReportsOffice,
  objectionsOffice,
  signalsOffice,
  laggardsOffice,
  reviewsOffice,
  selectionsOffice,
  schemesOffice,
  mattersOffice,
  remindersOffice,
  accessOffice,
  backupsOffice,
]
