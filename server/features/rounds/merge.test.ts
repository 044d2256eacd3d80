import { describe, expect, it } from 'vitest'
import { applyMerge, type Brought, mergeFields, type Register } from './merge.ts'

const fields = ['address', 'contact', 'headCount'] as const
type Field = (typeof fields)[number]
type Values = Record<Field, string>

/** Numbers from a seed, the same on every machine (mulberry32). */
function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p }
}

/**
 * The obvious reference: every write there ever was, in order. Of a field it is asked what its writes after the base were;
 * nothing is derived, nothing is kept beside the list.
 */
type Write = { version: number; field: Field; value: string }
class Model {
  writes: Write[] = fields.map((field) => ({ version: 1, field, value: `${field} 0` }))
  questions: { field: Field; stands: string; brought: string }[] = []

  version(): number {
    return Math.max(...this.writes.map((write) => write.version))
  }
  last(field: Field): Write {
    const found = this.writes.filter((write) => write.field === field).at(-1)
    if (!found) throw new Error(`nothing of ${field}`)
    return found
  }
  bring({ base, changes }: Brought<Field, string>): Record<string, 'take' | 'agrees' | 'conflicts'> {
    const next = this.version() + 1
    const judged: Record<string, 'take' | 'agrees' | 'conflicts'> = {}
    for (const [field, value] of Object.entries(changes) as [Field, string][]) {
      const since = this.writes.filter((write) => write.field === field && write.version > base)
      const { value: stands } = this.last(field)
      if (stands === value) judged[field] = 'agrees'
      else if (since.length > 0) {
        judged[field] = 'conflicts'
        this.questions.push({ field, stands, brought: value })
      } else judged[field] = 'take'
    }
    for (const [field, verdict] of Object.entries(judged))
      if (verdict === 'take')
        this.writes.push({ version: next, field: field as Field, value: changes[field as Field] ?? '' })
    return judged
  }
}

type Phone = { base: number; waiting: { id: string; brought: Brought<Field, string> }[] }

/** A server by the rule under test, once by the number of what is sent. */
function createServer() {
  let register: Register<Field, string> = {
    version: 1,
    values: { address: 'address 0', contact: 'contact 0', headCount: 'headCount 0' },
    fieldVersions: {},
  }
  const done = new Map<string, ReturnType<typeof mergeFields<Field, string>>>()
  const questions: { field: Field; stands: string; brought: string }[] = []
  return {
    register: () => register,
    questions,
    done,
    bring(id: string, brought: Brought<Field, string>) {
      const before = done.get(id)
      if (before) return { merged: before, isFirst: false }
      const merged = mergeFields(register, brought)
      for (const field of merged.conflicts)
        questions.push({ field, stands: register.values[field], brought: brought.changes[field] ?? '' })
      register = applyMerge(register, brought, merged)
      done.set(id, merged)
      return { merged, isFirst: true }
    },
  }
}

/** Two or three phones and the office: edits without a line, syncs out of order, lost answers, all sent again. */
function runHistory(seed: number) {
  const random = seeded(seed)
  const server = createServer()
  const model = new Model()
  const phones: Phone[] = Array.from({ length: 2 + random.below(2) }, () => ({ base: 1, waiting: [] }))
  const sent: { id: string; brought: Brought<Field, string> }[] = []
  let made = 0
  const change = (): Partial<Values> => {
    const changes: Partial<Values> = {}
    // Few values, so that two come to the same by themselves now and then.
    for (const field of fields) if (random.chance(0.45)) changes[field] = `${field} ${random.below(5)}`
    return changes
  }
  const deliver = (id: string, brought: Brought<Field, string>) => {
    const { merged, isFirst } = server.bring(id, brought)
    if (!isFirst) return
    const judged = model.bring(brought)
    for (const kind of ['take', 'agrees', 'conflicts'] as const)
      expect([seed, id, kind, merged[kind].toSorted()]).toEqual([
        ...[seed, id, kind],
        Object.keys(judged)
          .filter((field) => judged[field] === kind)
          .toSorted(),
      ])
  }
  for (let step = 0; step < 24; step += 1) {
    const phone = phones[random.below(phones.length)] as Phone
    const act = random.below(10)
    if (act < 4) {
      const changes = change()
      if (Object.keys(changes).length > 0)
        phone.waiting.push({ id: `c${++made}`, brought: { base: phone.base, changes } })
    } else if (act < 7 && phone.waiting.length > 0) {
      // Any of those that wait goes first; its answer may be lost, and then it is sent once more.
      const [one] = phone.waiting.splice(random.below(phone.waiting.length), 1)
      if (one) {
        sent.push(one)
        deliver(one.id, one.brought)
        if (random.chance(0.3)) phone.waiting.push(one)
      }
    } else if (act < 8) phone.base = server.register().version
    else if (act < 9) {
      // The office sees the newest version by its own form, so that it never meets anybody.
      const changes = change()
      if (Object.keys(changes).length > 0) deliver(`o${++made}`, { base: server.register().version, changes })
    } else if (sent.length > 0) {
      const again = sent[random.below(sent.length)]
      if (again) deliver(again.id, again.brought)
    }
  }
  for (const phone of phones) for (const { id, brought } of phone.waiting) deliver(id, brought)
  return { server, model, made }
}

describe('what two people change at the same time', () => {
  it('is, in ten thousand histories, what the list of all writes says: nothing lost, nothing doubled', () => {
    let questions = 0
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const { server, model, made } = runHistory(seed)
      const { values } = server.register()
      for (const field of fields)
        expect([seed, field, values[field]]).toEqual([seed, field, model.last(field).value])
      expect(server.questions).toEqual(model.questions)
      // Each change that was made has had its one answer.
      expect([seed, server.done.size]).toEqual([seed, made])
      questions += server.questions.length
    }
    expect(questions).toBeGreaterThan(10_000)
  }, 120_000)

  it('is one question where both touched a field, and none where they touched different ones', () => {
    const register: Register<Field, string> = {
      version: 4,
      values: { address: '东溪 1 号', contact: '王阿根', headCount: '3' },
      fieldVersions: { contact: 4 },
    }
    const brought = { base: 2, changes: { contact: '王小明', headCount: '4', address: '东溪 1 号' } }
    const merged = mergeFields(register, brought)
    expect(merged).toEqual({ take: ['headCount'], agrees: ['address'], conflicts: ['contact'] })
    expect(applyMerge(register, brought, merged)).toMatchObject({
      version: 5,
      values: { contact: '王阿根', headCount: '4' },
      fieldVersions: { contact: 4, headCount: 5 },
    })
    expect(
      applyMerge(register, { base: 4, changes: {} }, mergeFields(register, { base: 4, changes: {} })),
    ).toBe(register)
  })
})
