import { decideClaim, holdMeeting, lookRound, recordMeeting } from './jobs-branch.ts'
import { askForLeave, openPhone, readBooklet } from './jobs-members.ts'
import { goRound, readCases, readPlace, readReports, writeCase } from './jobs-offices.ts'
import { draw, type LoadRole } from './mix.ts'
import { type Account, Person, Refused } from './person.ts'
import { pause, type Run } from './run.ts'

type Job = (person: Person) => Promise<void>

/** What each role does of an evening, and how often beside the rest. */
const jobs: Record<LoadRole, readonly (readonly [number, Job])[]> = {
  member: [
    [5, openPhone],
    [2, readBooklet],
    [2, askForLeave],
  ],
  'branch-deputy': [
    [2, lookRound],
    [1, recordMeeting],
  ],
  'grid-worker': [
    [6, goRound],
    [1, readCases],
  ],
  'branch-secretary': [
    [2, recordMeeting],
    [3, holdMeeting],
    [3, decideClaim],
    [2, lookRound],
  ],
  'committee-secretary': [
    [2, readCases],
    [2, writeCase],
    [2, readPlace],
  ],
  'township-officer': [
    [2, readPlace],
    [2, readCases],
    [1, writeCase],
  ],
  'county-officer': [
    [2, readReports],
    [1, readPlace],
  ],
}

/**
 * Lets somebody do one job after the other until it is over; the job that is begun is finished. Everybody begins at some
 * moment of the first `arrivingMs`.
 */
export async function live(
  account: Account,
  run: Run,
  over: () => boolean,
  arrivingMs: number,
): Promise<void> {
  const person = new Person(account, run, over)
  await pause(Math.random() * arrivingMs, over)
  while (!over()) {
    try {
      await draw(jobs[account.role])(person)
    } catch (error) {
      // It is counted where it happened; anything else is a fault of the measurement.
      if (!(error instanceof Refused)) throw error
    }
    await person.think()
  }
  person.leave()
}
