import { setTimeout as pause } from 'node:timers/promises'
import { changeHousehold } from '../../../contract/households.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import { newId } from '../../../server/core/ids.ts'
import type { Outcome } from './lab.ts'
import type { Change } from './model.ts'
import type { Phone } from './phone.ts'
import { createRandom, type Random } from './random.ts'
import { readSheets, type Sheet, type World } from './world.ts'

export type Noted = { phone: string; visit: VisitWish; outcome: Outcome | 'killed' }
export type Told = Change & { outcome: Outcome | 'killed' }

/** What people did, and what they were told. */
export type History = {
  begun: ReadonlyMap<string, Sheet>
  visits: Noted[]
  changes: Told[]
  /** What the desk wrote, with the version that came of it. */
  desk: (Change & { version: number })[]
  /** How often a phone's clock was put forward or back. */
  skews: number
  /** Phones whose disk was full for a while: what they send then they do not keep, and cannot base the next change on. */
  full: Set<string>
}

type Play = { world: World; random: Random; history: History; pending: Promise<unknown>[] }

const fields = ['address', 'contact', 'headCount'] as const

function newVisit({ world, random }: Play): VisitWish {
  const demand = { caseId: newId(), sort: 'help', urgency: 'normal', text: '修路' } as const
  return {
    visitId: newId(),
    householdId: random.pick(world.householdIds),
    visitedOn: world.test.clock.now.toISOString().slice(0, 10),
    quartet: { door: random.is(0.5), met: random.is(0.5), card: random.is(0.5), talk: random.is(0.5) },
    note: random.is(0.5) ? '都好' : null,
    demand: random.is(0.4) ? demand : null,
    // Tells one content from another where the note lies sealed.
    solace: { fen: 1 + random.below(99_999_999), what: '慰问' },
  }
}

function newValue(random: Random, field: (typeof fields)[number]): string | number {
  // A few values of each, so that two people sometimes write the same.
  if (field === 'headCount') return 1 + random.below(6)
  if (field === 'contact') return `户主${random.below(4)}`
  return `石桥 ${newId().slice(-12)} 号`
}

async function note({ history }: Play, phone: Phone, tab: 1 | 2, visit: VisitWish): Promise<void> {
  const outcome = await phone.in(tab, 'visit', visit)
  history.visits.push({ phone: phone.name, visit, outcome })
}

async function change({ world, random, history }: Play, phone: Phone, tab: 1 | 2): Promise<void> {
  const field = random.pick(fields)
  const value = newValue(random, field)
  const [id, householdId] = [newId(), random.pick(world.householdIds)]
  const told = await phone.in(tab, 'change', id, householdId, field, value)
  const { outcome, seen } = told === 'killed' ? { outcome: told, seen: -1 } : told
  history.changes.push({ id, by: phone.name, householdId, field, value, outcome, seen })
}

async function changeAtDesk({ world, random, history }: Play): Promise<void> {
  const field = random.pick(fields)
  const value = newValue(random, field)
  const householdId = random.pick(world.householdIds)
  const sheet = (await readSheets(world)).get(householdId)
  if (!sheet) return
  const { version, ...before } = sheet
  const body = { ...before, [field]: value, version } as never
  const { status, body: answer } = await world.office.ask(changeHousehold, { params: { householdId }, body })
  // Somebody came in between: the desk is told, and here it lets it be.
  if (status !== 200) return
  const by = '办公室'
  history.desk.push({ id: newId(), by, householdId, field, value, seen: version, version: answer.version })
}

/** The same note, begun in one tab and found again in the other, and kept from both: at once as it is, or changed after. */
async function noteTwice(play: Play, phone: Phone): Promise<void> {
  const visit = newVisit(play)
  if (play.random.is(0.5)) {
    await Promise.all([note(play, phone, 1, visit), note(play, phone, 2, visit)])
    return
  }
  const changed = { ...visit, solace: { fen: 1 + play.random.below(99_999_999), what: '慰问' } }
  await note(play, phone, 1, visit)
  await note(play, phone, 2, changed)
}

/** The tab goes in the middle of keeping or sending something. */
async function dieWriting(play: Play, phone: Phone, tab: 1 | 2): Promise<void> {
  const { random, pending } = play
  pending.push(random.is(0.6) ? note(play, phone, tab, newVisit(play)) : change(play, phone, tab))
  await pause(random.below(30))
  await phone.kill(tab)
}

/** No room for the next writings, and half the time no line either: then the person has to be told. */
async function writeOnFullDisk(play: Play, phone: Phone, tab: 1 | 2): Promise<void> {
  const { random, history } = play
  history.full.add(phone.name)
  if (random.is(0.5)) phone.line.up = false
  await phone.in(tab, 'fill', 1 + random.below(3))
  await note(play, phone, tab, newVisit(play))
}

async function step(play: Play): Promise<void> {
  const { world, random, pending } = play
  const phone = random.pick(world.phones)
  const tab = random.pick([1, 2] as const)
  const drawn = random.next()
  const start = (work: Promise<unknown>) => {
    pending.push(work)
    // Half of what is done is waited for, the other half runs into what is done next.
    return random.is(0.5) ? work : pause(random.below(8))
  }
  if (drawn < 0.28) await start(note(play, phone, tab, newVisit(play)))
  else if (drawn < 0.33) {
    await start(noteTwice(play, phone))
  } else if (drawn < 0.55) await start(change(play, phone, tab))
  else if (drawn < 0.65) await changeAtDesk(play)
  else if (drawn < 0.73) await start(phone.in(tab, 'sync'))
  else if (drawn < 0.78) await start(phone.in(tab, 'send'))
  else if (drawn < 0.86) phone.line.up = !phone.line.up
  else if (drawn < 0.93) await dieWriting(play, phone, tab)
  else if (drawn < 0.97) await writeOnFullDisk(play, phone, tab)
  else await setClock(play, phone, tab)
}

async function setClock({ random, history }: Play, phone: Phone, tab: 1 | 2): Promise<void> {
  history.skews += 1
  await phone.in(tab, 'skew', random.pick([-2, -1, 1, 2]) * 3_600_000)
}

/** The server is killed when it has written what this phone hands in, and starts again. */
async function killServer(play: Play): Promise<void> {
  const phone = play.random.pick(play.world.phones)
  Object.assign(phone.line, { up: true, kills: true })
  await note(play, phone, 1, newVisit(play))
}

/** The line comes back, the disk has room and the clocks are right; what waited is sent. */
async function comeHome({ world, pending }: Play): Promise<void> {
  await Promise.all(pending)
  for (const phone of world.phones) {
    Object.assign(phone.line, { up: true, random: undefined, kills: false })
    for (const tab of [1, 2] as const) {
      await phone.in(tab, 'fill', 0)
      await phone.in(tab, 'skew', 0)
    }
    for (let tries = 0; tries < 20; tries += 1) {
      await phone.in(1, 'send')
      const kept = await phone.in(1, 'kept')
      if (kept === 'killed' || kept.every(({ refused }) => refused)) break
    }
    await phone.in(2, 'sync')
    // What a tab has given up or taken with it is done all the same, and belongs to this history.
    while (phone.line.open > 0) await pause(5)
  }
}

/** Also where the server is just starting again for another world. */
async function syncFirst(phone: Phone): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await phone.in(1, 'sync')) === true) return
    await pause(100)
  }
  throw new Error(`the phone of ${phone.name} could not be brought up to date`)
}

/** One morning of two phones and a desk, by chance from its seed; `kills`: the server dies in the middle of it. */
export async function playHistory(world: World, seed: number, kills: boolean): Promise<History> {
  const random = createRandom(seed)
  for (const [at, phone] of world.phones.entries()) {
    phone.line.heard.length = 0
    await syncFirst(phone)
    phone.line.random = createRandom(seed * 2 + at + 1)
  }
  const history: History = {
    begun: await readSheets(world),
    visits: [],
    changes: [],
    desk: [],
    skews: 0,
    full: new Set(),
  }
  const play: Play = { world, random, history, pending: [] }
  const steps = 6 + random.below(9)
  const killedAt = kills ? Math.floor(steps / 2) : -1
  for (let at = 0; at < steps; at += 1) await (at === killedAt ? killServer(play) : step(play))
  await comeHome(play)
  return history
}
