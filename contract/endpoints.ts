import { aboveEndpoints } from './above.ts'
import { accessEndpoints } from './access.ts'
import { activityEndpoints } from './activities.ts'
import { activityPhotoEndpoints } from './activity-photos.ts'
import { activityPointEndpoints } from './activity-points.ts'
import { agendaEndpoints } from './agendas.ts'
import { appraisalEndpoints } from './appraisals.ts'
import { approvalEndpoints } from './approvals.ts'
import { areaEndpoints } from './areas.ts'
import { assessmentEndpoints } from './assessments.ts'
import { attendLinkEndpoints } from './attend-links.ts'
import { auditLogEndpoints } from './audit-log.ts'
import { awardEndpoints } from './awards.ts'
import { backupEndpoints } from './backups.ts'
import { boardEndpoints } from './boards.ts'
import { bookletEndpoints } from './booklets.ts'
import { bulletinEndpoints } from './bulletins.ts'
import { burdenEndpoints } from './burden.ts'
import { calendarFeedEndpoints } from './calendar-feeds.ts'
import { campaignEndpoints } from './campaigns.ts'
import { caseEndpoints } from './cases.ts'
import { channelEndpoints } from './channels.ts'
import { checkInEndpoints } from './check-ins.ts'
import { contactEndpoints } from './contact-leaders.ts'
import { dayConflictEndpoints } from './day-conflicts.ts'
import { driveEndpoints } from './drives.ts'
import { dueEndpoints } from './due.ts'
import { dutyEndpoints } from './duties.ts'
import { dutyListEndpoints } from './duty-lists.ts'
import { dutyLogEndpoints } from './duty-logs.ts'
import { enterpriseEndpoints } from './enterprises.ts'
import { exemptionEndpoints } from './exemptions.ts'
import { gridEndpoints } from './grids.ts'
import { guestEndpoints } from './guests.ts'
import { handEntryEndpoints } from './hand-entries.ts'
import { hardshipEndpoints } from './hardship-files.ts'
import { honourEndpoints } from './honours.ts'
import { householdSearchEndpoints } from './household-search.ts'
import { householdEndpoints } from './households.ts'
import { importEndpoints } from './imports.ts'
import { kinEndpoints } from './kin.ts'
import { laggardEndpoints } from './laggards.ts'
import { leaveEndpoints } from './leaves.ts'
import { ledgerEndpoints } from './ledger.ts'
import { makeUpEndpoints } from './make-ups.ts'
import { matterEndpoints } from './matters.ts'
import { meetingTaskEndpoints } from './meeting-tasks.ts'
import { memberLifeEndpoints } from './member-life.ts'
import { memberLookEndpoints } from './member-looks.ts'
import { memberEndpoints } from './members.ts'
import { minutesEndpoints } from './minutes.ts'
import { minutesTemplateEndpoints } from './minutes-templates.ts'
import { monthlyReportEndpoints } from './monthly-reports.ts'
import { objectionEndpoints } from './objections.ts'
import { organisationEndpoints } from './organisations.ts'
import { ownAssessmentEndpoints } from './own-assessments.ts'
import { pairingEndpoints } from './pairings.ts'
import { paperEndpoints } from './papers.ts'
import { planEndpoints } from './plans.ts'
import { postEndpoints } from './posts.ts'
import { providerEndpoints } from './providers.ts'
import { quorumEndpoints } from './quorum.ts'
import { recognitionEndpoints } from './recognitions.ts'
import { redemptionEndpoints } from './redemptions.ts'
import { registerExportEndpoints } from './register-exports.ts'
import { reminderEndpoints } from './reminders.ts'
import { requirementEndpoints } from './requirements.ts'
import { reviewEndpoints } from './reviews.ts'
import { rollNoteEndpoints } from './roll-notes.ts'
import { roundEndpoints } from './rounds.ts'
import { schemeEndpoints } from './schemes.ts'
import { selectionResultEndpoints } from './selection-results.ts'
import { selectionEndpoints } from './selections.ts'
import { serviceUnitEndpoints } from './service-units.ts'
import { sessionEndpoints } from './session.ts'
import { signalEndpoints } from './signals.ts'
import { stageReviewEndpoints } from './stage-reviews.ts'
import { pairTalkEndpoints } from './talks.ts'
import { teachingEndpoints } from './teaching.ts'
import { teamEndpoints } from './teams.ts'
import { transferEndpoints } from './transfers.ts'
import { visitCheckEndpoints } from './visit-checks.ts'
import { visitListEndpoints } from './visit-lists.ts'
import { visitNoticeEndpoints } from './visit-notices.ts'
import { visitEndpoints } from './visits.ts'
import { voteEndpoints } from './votes.ts'
import { electionEndpoints } from './votes-elections.ts'
import { whatIfEndpoints } from './what-if.ts'
import { worklistEndpoints } from './worklists.ts'

/** Every endpoint by its name: what the web client may call, and what the API page lists. */
export const endpoints = {
  ...sessionEndpoints,
  ...providerEndpoints,
  ...dueEndpoints,
  ...dutyEndpoints,
  ...requirementEndpoints,
  ...accessEndpoints,
  ...auditLogEndpoints,
  ...organisationEndpoints,
  ...memberEndpoints,
  ...memberLifeEndpoints,
  ...memberLookEndpoints,
  ...kinEndpoints,
  ...exemptionEndpoints,
  ...importEndpoints,
  ...registerExportEndpoints,
  ...transferEndpoints,
  ...activityEndpoints,
  ...agendaEndpoints,
  ...teachingEndpoints,
  ...meetingTaskEndpoints,
  ...activityPointEndpoints,
  ...planEndpoints,
  ...dayConflictEndpoints,
  ...contactEndpoints,
  ...stageReviewEndpoints,
  ...quorumEndpoints,
  ...voteEndpoints,
  ...electionEndpoints,
  ...minutesEndpoints,
  ...minutesTemplateEndpoints,
  ...ledgerEndpoints,
  ...rollNoteEndpoints,
  ...leaveEndpoints,
  ...makeUpEndpoints,
  ...guestEndpoints,
  ...activityPhotoEndpoints,
  ...attendLinkEndpoints,
  ...checkInEndpoints,
  ...honourEndpoints,
  ...pairingEndpoints,
  ...hardshipEndpoints,
  ...handEntryEndpoints,
  ...schemeEndpoints,
  ...matterEndpoints,
  ...approvalEndpoints,
  ...bookletEndpoints,
  ...boardEndpoints,
  ...monthlyReportEndpoints,
  ...objectionEndpoints,
  ...selectionEndpoints,
  ...reviewEndpoints,
  ...selectionResultEndpoints,
  ...awardEndpoints,
  ...laggardEndpoints,
  ...whatIfEndpoints,
  ...paperEndpoints,
  ...recognitionEndpoints,
  ...redemptionEndpoints,
  ...assessmentEndpoints,
  ...ownAssessmentEndpoints,
  ...appraisalEndpoints,
  ...pairTalkEndpoints,
  ...worklistEndpoints,
  ...burdenEndpoints,
  ...dutyListEndpoints,
  ...driveEndpoints,
  ...bulletinEndpoints,
  ...signalEndpoints,
  ...caseEndpoints,
  ...reminderEndpoints,
  ...channelEndpoints,
  ...calendarFeedEndpoints,
  ...gridEndpoints,
  ...householdEndpoints,
  ...householdSearchEndpoints,
  ...enterpriseEndpoints,
  ...postEndpoints,
  ...areaEndpoints,
  ...teamEndpoints,
  ...dutyLogEndpoints,
  ...serviceUnitEndpoints,
  ...visitEndpoints,
  ...visitListEndpoints,
  ...visitCheckEndpoints,
  ...visitNoticeEndpoints,
  ...roundEndpoints,
  ...campaignEndpoints,
  ...backupEndpoints,
  ...aboveEndpoints,
}

export type EndpointName = keyof typeof endpoints
