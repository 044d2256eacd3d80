import type { FastifyInstance } from 'fastify'
import type { TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Outside, realOutside } from './core/channels/outside.ts'
import { openPools, type Patience, usualConnections, usualPatience } from './core/db/pool.ts'
import type { Route } from './core/http/endpoint.ts'
import type { MapTiles } from './core/http/map-tiles.ts'
import { createOwnPace } from './core/http/own-pace.ts'
import { registerPages } from './core/http/page.ts'
import { type PlatformRoute, registerPlatformRoutes } from './core/http/platform-endpoint.ts'
import { registerRoutes } from './core/http/register.ts'
import type { Deriver, Runtime } from './core/http/runtime.ts'
import { createServer, type Deadlines } from './core/http/server.ts'
import type { MasterKeys } from './core/keys/master-keys.ts'
import type { ProcedureTable } from './core/procedure/table.ts'
import { createSealers, insertFirstKey } from './core/sealer/county-sealer.ts'
import { aboveRoutes } from './features/above/routes.ts'
import { auditRoutes } from './features/access/audit-routes.ts'
import { listDueLinks } from './features/access/due.ts'
import { createIdentifier, createLocator } from './features/access/identify.ts'
import { accessTasks } from './features/access/jobs.ts'
import { createOnBehalf } from './features/access/on-behalf.ts'
import { accessRoutes } from './features/access/routes.ts'
import { sessionRoutes, signInRoutes } from './features/access/session-routes.ts'
import { listDueActivities } from './features/activities/list-queries.ts'
import { photoRoutes } from './features/activities/photos/routes.ts'
import { activityPointRoutes } from './features/activities/points-routes.ts'
import { listDueLeaves } from './features/activities/rolls/leaves-due.ts'
import { rollRoutes } from './features/activities/rolls/routes.ts'
import { activityRoutes } from './features/activities/routes.ts'
import { agendaRoutes } from './features/agendas/routes.ts'
import { listDueAppraisals } from './features/appraisals/due.ts'
import { appraisalProcedure } from './features/appraisals/procedure.ts'
import { appraisalRoutes } from './features/appraisals/routes.ts'
import { listDueAssessments } from './features/assessments/due.ts'
import { assessmentProcedure } from './features/assessments/procedure.ts'
import { assessmentRoutes } from './features/assessments/routes.ts'
import { listDueBackups } from './features/backups/due.ts'
import { backupRoutes } from './features/backups/routes.ts'
import { listDueBoards } from './features/boards/due.ts'
import { boardTasks } from './features/boards/jobs.ts'
import { publicationProcedure } from './features/boards/procedure.ts'
import { boardRoutes } from './features/boards/routes.ts'
import { bookletRoutes } from './features/booklets/routes.ts'
import { bulletinRoutes } from './features/bulletins/routes.ts'
import { calendarFeedRoutes } from './features/calendar-feeds/routes.ts'
import { serveCalendars } from './features/calendar-feeds/serve.ts'
import { listDueCare } from './features/campaigns/due.ts'
import { campaignRoutes } from './features/campaigns/routes.ts'
import { listDueCases } from './features/cases/due.ts'
import { caseTasks } from './features/cases/jobs.ts'
import { caseProcedures } from './features/cases/procedures.ts'
import { caseRoutes } from './features/cases/routes.ts'
import { listDueContacts } from './features/contact-leaders/due.ts'
import { reviewProcedure } from './features/contact-leaders/procedure.ts'
import { contactRoutes } from './features/contact-leaders/routes.ts'
import { driveRoutes } from './features/drives/routes.ts'
import { deriveDuties, lockDuties } from './features/duties/commands.ts'
import { dutyTasks } from './features/duties/jobs.ts'
import { pleaProcedure } from './features/duties/procedure.ts'
import { dutyRoutes } from './features/duties/routes.ts'
import { listDueGroupDuties } from './features/duty-lists/due.ts'
import { dutyListRoutes } from './features/duty-lists/routes.ts'
import { listDueDuties } from './features/duty-strips/due.ts'
import { dutyStripRoutes } from './features/duty-strips/routes.ts'
import { listDueEnterprises } from './features/enterprises/due.ts'
import { enterpriseRoutes } from './features/enterprises/routes.ts'
import { registerExportRoutes } from './features/exchange/exports/routes.ts'
import { listDueImports } from './features/exchange/imports/due.ts'
import { importRoutes } from './features/exchange/imports/routes.ts'
import { importTasks } from './features/exchange/imports/tasks.ts'
import { listDueTransfers } from './features/exchange/transfers/due.ts'
import { transferRoutes } from './features/exchange/transfers/routes.ts'
import { storeFacts } from './features/facts/commands.ts'
import { listDueHandEntries } from './features/hand-entries/due.ts'
import { handEntryRoutes } from './features/hand-entries/routes.ts'
import { type DueSource, homeRoutes } from './features/home/routes.ts'
import { honourRoutes } from './features/honours/routes.ts'
import { listDueHouseholds } from './features/households/due.ts'
import { gridRoutes } from './features/households/grid-routes.ts'
import { householdRoutes } from './features/households/household-routes.ts'
import { householdTasks } from './features/households/jobs.ts'
import { listDueTalks } from './features/laggards/due.ts'
import { talkProcedure } from './features/laggards/procedure.ts'
import { laggardRoutes } from './features/laggards/routes.ts'
import { withdrawWithMeetings } from './features/meeting-tasks/commands.ts'
import { listDueTasks } from './features/meeting-tasks/due.ts'
import { meetingTaskRoutes } from './features/meeting-tasks/routes.ts'
import { exemptionRoutes } from './features/members/exemptions/routes.ts'
import { kinRoutes } from './features/members/kin/routes.ts'
import { memberRoutes } from './features/members/routes.ts'
import { minutesTemplateRoutes } from './features/minutes-templates/routes.ts'
import { listDueMonthlyReports } from './features/monthly-reports/due.ts'
import { monthlyReportRoutes } from './features/monthly-reports/routes.ts'
import { listDueObjections } from './features/objections/due.ts'
import { objectionTasks } from './features/objections/jobs.ts'
import { objectionProcedure } from './features/objections/procedure.ts'
import { objectionRoutes } from './features/objections/routes.ts'
import { organisationRoutes } from './features/organisations/routes.ts'
import { listDuePairings } from './features/pairings/due.ts'
import { hardshipRoutes } from './features/pairings/hardship/routes.ts'
import { pairingTasks } from './features/pairings/jobs.ts'
import { pairingRoutes } from './features/pairings/routes.ts'
import { listDuePlans } from './features/plans/due.ts'
import { planTasks } from './features/plans/jobs.ts'
import { planRoutes } from './features/plans/routes.ts'
import { listDueApprovals } from './features/points/approvals/due.ts'
import { approvalRoutes } from './features/points/approvals/routes.ts'
import { derivePoints, lockPoints } from './features/points/commands.ts'
import { matterRoutes } from './features/points/matters/routes.ts'
import { schemeRoutes } from './features/points/schemes/routes.ts'
import { whatIfRoutes } from './features/points/what-if/routes.ts'
import { postRoutes } from './features/posts/routes.ts'
import { listDueRecognitions } from './features/recognitions/due.ts'
import { recognitionRoutes } from './features/recognitions/routes.ts'
import { redemptionRoutes } from './features/redemptions/routes.ts'
import { channelRoutes } from './features/reminders/channel-routes.ts'
import { reminderTasks } from './features/reminders/jobs.ts'
import { reminderRoutes } from './features/reminders/routes.ts'
import { groupTextRoutes } from './features/reminders/text-routes.ts'
import { listDueReviews } from './features/reviews/due.ts'
import { reviewRoutes } from './features/reviews/routes.ts'
import { listDueConflicts } from './features/rounds/due.ts'
import { roundTasks } from './features/rounds/jobs.ts'
import { roundRoutes } from './features/rounds/routes.ts'
import { listDueSelections } from './features/selections/due.ts'
import { selectionProcedure } from './features/selections/procedure.ts'
import { selectionRoutes } from './features/selections/routes.ts'
import { serviceUnitRoutes } from './features/service-units/routes.ts'
import { listDueSignals } from './features/signals/due.ts'
import { signalRoutes } from './features/signals/routes.ts'
import { talkTasks } from './features/talks/jobs.ts'
import { talkRoutes } from './features/talks/routes.ts'
import { teamTasks } from './features/teams/jobs.ts'
import { teamRoutes } from './features/teams/routes.ts'
import { listDueVisits } from './features/visits/due.ts'
import { visitTasks } from './features/visits/jobs.ts'
import { visitRoutes } from './features/visits/routes.ts'
import { listDueSecondViews } from './features/votes/due.ts'
import { freezeMeetings } from './features/votes/freezing-commands.ts'
import { voteRoutes } from './features/votes/routes.ts'
import { burdenRoutes } from './features/worklists/burden-routes.ts'
import { listDueWorklists } from './features/worklists/due.ts'
import { worklistTasks } from './features/worklists/jobs.ts'
import { worklistRoutes } from './features/worklists/routes.ts'
import { type IdentityServices, serveIdentityServices } from './identity-services.ts'
import { serveApiPage } from './pages/api.ts'
import { serveHealth } from './pages/health.ts'
import { assessmentSheetRoutes } from './print/assessment-sheet-page.ts'
import { certificateRoutes } from './print/certificate-page.ts'
import { householdSheetRoutes } from './print/household-sheet-page.ts'
import { ledgerRoutes } from './print/ledger-page.ts'
import { minutesPaperRoutes } from './print/minutes-page.ts'
import { templatePaperRoutes } from './print/minutes-template-page.ts'
import { printPages } from './print/pages.ts'
import { paperRoutes } from './print/paper-routes.ts'
import { talkLetterRoutes } from './print/talk-letter-page.ts'
import { registerPublicAssets } from './public/assets.ts'
import { renderError } from './public/notices.ts'
import { pages } from './public/pages.ts'

/** Who has work for people: each lists what this very person can do, for the start page. */
export const dueSources: readonly DueSource[] = [
  listDueActivities,
  listDueTasks,
  listDueLeaves,
  listDueDuties,
  listDuePlans,
  listDueContacts,
  listDueSecondViews,
  listDueWorklists,
  listDueGroupDuties,
  listDueImports,
  listDueTransfers,
  listDueApprovals,
  listDueHandEntries,
  listDueBoards,
  listDueObjections,
  listDueMonthlyReports,
  listDueSelections,
  listDueTalks,
  listDueReviews,
  listDueRecognitions,
  listDueAssessments,
  listDueAppraisals,
  listDueSignals,
  listDueCases,
  listDueConflicts,
  listDueCare,
  listDueVisits,
  listDueHouseholds,
  listDueEnterprises,
  listDuePairings,
  listDueBackups,
  listDueLinks,
]

/** Every address there is; a feature that is not in this list answers nothing. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...accessRoutes,
  ...auditRoutes,
  ...organisationRoutes,
  ...memberRoutes,
  ...kinRoutes,
  ...exemptionRoutes,
  ...importRoutes,
  ...registerExportRoutes,
  ...transferRoutes,
  ...activityRoutes,
  ...activityPointRoutes,
  ...planRoutes,
  ...contactRoutes,
  ...voteRoutes,
  ...minutesTemplateRoutes,
  ...agendaRoutes,
  ...meetingTaskRoutes,
  ...rollRoutes,
  ...photoRoutes,
  ...dutyRoutes,
  ...dutyStripRoutes,
  ...honourRoutes,
  ...handEntryRoutes,
  ...schemeRoutes,
  ...matterRoutes,
  ...whatIfRoutes,
  ...approvalRoutes,
  ...bookletRoutes,
  ...boardRoutes,
  ...monthlyReportRoutes,
  ...objectionRoutes,
  ...selectionRoutes,
  ...certificateRoutes,
  ...paperRoutes,
  ...minutesPaperRoutes,
  ...templatePaperRoutes,
  ...ledgerRoutes,
  ...assessmentSheetRoutes,
  ...laggardRoutes,
  ...talkLetterRoutes,
  ...recognitionRoutes,
  ...redemptionRoutes,
  ...reviewRoutes,
  ...assessmentRoutes,
  ...appraisalRoutes,
  ...talkRoutes,
  ...worklistRoutes,
  ...burdenRoutes,
  ...dutyListRoutes,
  ...driveRoutes,
  ...bulletinRoutes,
  ...signalRoutes,
  ...caseRoutes,
  ...channelRoutes,
  ...groupTextRoutes,
  ...calendarFeedRoutes,
  ...gridRoutes,
  ...householdRoutes,
  ...visitRoutes,
  ...roundRoutes,
  ...campaignRoutes,
  ...postRoutes,
  ...teamRoutes,
  ...serviceUnitRoutes,
  ...householdSheetRoutes,
  ...enterpriseRoutes,
  ...pairingRoutes,
  ...hardshipRoutes,
  ...backupRoutes,
  ...homeRoutes(dueSources),
]

/** The addresses that answer before anybody is known, or of more than one county. */
export const platformRoutes: readonly PlatformRoute[] = [...signInRoutes, ...aboveRoutes]

/** What runs before a write commits, in this order: facts are stored, then what follows from them. */
export const derivers: readonly Deriver[] = [
  { derive: storeFacts },
  { derive: freezeMeetings },
  { derive: withdrawWithMeetings },
  { lock: lockDuties, derive: deriveDuties },
  // Last: a branch's roll-up is a row that everybody recording in it waits for, from here to the commit.
  { lock: lockPoints, derive: derivePoints },
]

/** Whose clocks are called to mind. The approval of points has none: nothing about points is a reminder. */
const remindedProcedures: readonly ProcedureTable[] = [
  pleaProcedure,
  objectionProcedure,
  publicationProcedure,
  selectionProcedure,
  assessmentProcedure,
  appraisalProcedure,
  talkProcedure,
  reviewProcedure,
  ...caseProcedures,
]

/** What the queue can be asked to do, by name. */
export function tasks(runtime: Runtime): TaskList {
  return {
    ...importTasks(runtime),
    ...boardTasks(runtime),
    ...objectionTasks(runtime),
    ...dutyTasks(runtime),
    ...worklistTasks(runtime),
    ...planTasks(runtime),
    ...accessTasks(runtime),
    ...householdTasks(runtime),
    ...visitTasks(runtime),
    ...roundTasks(runtime),
    ...pairingTasks(runtime),
    ...teamTasks(runtime),
    ...caseTasks(runtime),
    ...talkTasks(runtime),
    ...reminderTasks(runtime, remindedProcedures),
  }
}

/** When the queue does what nobody asks for; the clock of cron is UTC, so this is the first minutes of a day in Shanghai. */
export const crontab = [
  '1 16 * * * begin-duty-periods ?fill=1d',
  '10 16 * * * close-publications ?fill=1d',
  '12 16 * * * close-worklists ?fill=1d',
  '14 16 * * * renew-plan-rolls ?fill=1d',
  '16 16 * * * run-case-clocks ?fill=1d',
  '18 16 * * * settle-talks ?fill=1d',
  '16 16 * * * erase-expired ?fill=1d',
  '18 16 * * * erase-volunteers ?fill=1d',
  '18 16 * * * erase-heard ?fill=1d',
  '20 16 * * * erase-conflicts ?fill=1d',
  '20 16 * * * keep-pairings ?fill=1d',
  '20 16 * * * forget-passed ?fill=1d',
  '3,33 * * * * begin-reminders ?fill=1h',
].join('\n')

/** What the queue does as soon as it starts, whatever it missed. */
export const atStart: readonly string[] = ['begin-duty-periods', 'begin-reminders']

export type AppSettings = IdentityServices & {
  urls: { app: string; platform: string }
  masterKeys: MasterKeys
  log: Logger
  now?: () => Date
  /** Other servers that reminders go to; a test has its own. */
  outside?: Outside
  /** Reached by https: secure cookies, strict transport. */
  secure?: boolean
  trustProxy?: string | false
  mapTiles?: MapTiles
  connections?: number
  /** Of one account in this process; without it nobody is counted. */
  requestsAMinute?: number
  patience?: Patience
  deadlines?: Deadlines
}

export type App = { server: FastifyInstance; runtime: Runtime; close(): Promise<void> }

/** The whole server, ready to listen or to be asked directly by a test. */
export async function createApp(settings: AppSettings): Promise<App> {
  const { urls, log, secure = false, connections = usualConnections, patience = usualPatience } = settings
  const now = settings.now ?? (() => new Date())
  const onError = (err: Error) => log.warn({ err }, 'an idle database connection was lost')
  const { app, platform } = openPools({ urls, connections, patience }, onError)
  const server = await createServer({ ...settings, secure, trustProxy: settings.trustProxy ?? false })
  const runtime: Runtime = {
    app,
    platform,
    now,
    log: server.log,
    identify: createIdentifier(app, platform, now, createOwnPace(settings.requestsAMinute)),
    onBehalf: createOnBehalf(app, now),
    locate: createLocator(platform, now),
    derivers,
    sealer: createSealers(settings.masterKeys),
    createCountyKey: (ctx) => insertFirstKey(ctx, settings.masterKeys),
    secure,
    outside: settings.outside ?? realOutside,
  }
  registerPlatformRoutes(server, runtime, platformRoutes)
  registerRoutes(server, runtime, [...routes, ...reminderRoutes(runtime.outside)])
  await registerPages(server, runtime, [...pages, ...printPages], renderError)
  await serveIdentityServices(server, runtime, settings)
  await serveCalendars(server, runtime)
  registerPublicAssets(server)
  serveApiPage(server)
  serveHealth(server, [app, platform])
  return {
    server,
    runtime,
    close: async () => {
      await server.close()
      await Promise.all([app.end(), platform.end()])
    },
  }
}
