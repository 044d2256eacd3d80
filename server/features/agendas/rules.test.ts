import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgendaItem, itemUses } from '../../../contract/agenda-items.ts'
import { silentSegment } from '../../../contract/segments.ts'
import { type AgendaPart, findLacking, mergeAgenda, proposedSegments } from './rules.ts'

function item(title: string, more: Partial<AgendaItem> = {}): AgendaItem {
  const silent = { minutes: null, ledRole: null, topic: null, mode: null, note: null }
  return { itemId: `id of ${title}`, kind: 'meeting', title, use: 'must', ...silent, ...more }
}
const study = item('学习', { kind: 'study' })
const county: AgendaPart = { opens: true, items: [study, item('通报')], free: 0 }

describe('what holds of several levels', () => {
  it('keeps what a level above asks and adds what is asked below, study first', () => {
    const own: AgendaPart = { opens: false, items: [item('点名'), item('通报', { use: 'choice' })], free: 2 }
    const merged = mergeAgenda([county, own])
    expect(merged.items.map((one) => [one.title, one.use])).toEqual([
      ['学习', 'must'],
      ['通报', 'must'],
      ['点名', 'must'],
    ])
    expect(merged).toMatchObject({ opening: study.itemId, free: 2 })
    expect(mergeAgenda([])).toEqual({ items: [], opening: null, free: 0 })
  })

  it('moves what opens to the front, and lets a level below make an item more binding, never less', () => {
    const above: AgendaPart = { opens: false, items: [item('唱国歌', { use: 'usual' })], free: 0 }
    const below: AgendaPart = { opens: true, items: [study, item('唱国歌')], free: 0 }
    const merged = mergeAgenda([above, below])
    expect(merged.items.map((one) => [one.title, one.use])).toEqual([
      ['学习', 'must'],
      ['唱国歌', 'must'],
    ])
  })
})

describe('what lacks', () => {
  const agenda = mergeAgenda([county])
  const part = (title: string, kind: 'study' | 'meeting' | 'service' = 'meeting') => ({
    ...silentSegment,
    kind,
    title,
  })

  it('is what was left out, and study that did not come first; study of another name opens as well', () => {
    const titles = (...parts: Parameters<typeof findLacking>[1][number][]) =>
      findLacking(agenda, parts).map((one) => one.title)
    expect(titles()).toEqual(['学习', '通报'])
    expect(titles(part('读报', 'study'), part('通报'))).toEqual([])
    expect(titles(part('通报'), part('读报', 'study'))).toEqual(['学习'])
    expect(titles({ ...part('读报', 'study'), skipped: true }, part('通报'))).toEqual(['学习'])
    const [late] = findLacking(agenda, [part('通报'), part('读报', 'study')])
    expect(late?.sentence).toBe('“学习”应该放在第一项。')
  })

  it('counts actions of free choice', () => {
    const free = mergeAgenda([{ ...county, free: 2 }])
    const parts = [part('学习', 'study'), part('通报'), part('扫路', 'service')]
    expect(findLacking(free, parts)).toEqual([
      { itemId: null, title: '自选动作', sentence: '自选的还差 1 件，办了就加上。' },
    ])
    expect(findLacking(free, [...parts, part('看望', 'service')])).toEqual([])
  })

  it('is nothing but free actions when everything is done as proposed, whatever is asked', () => {
    const anyItem = fc
      .record({ title: fc.constantFrom('甲', '乙', '丙', '丁'), use: fc.constantFrom(...itemUses) })
      .map(({ title, use }) => item(title, { use, kind: title === '甲' ? 'study' : 'meeting' }))
    const anyPart = fc.record({
      opens: fc.boolean(),
      items: fc.uniqueArray(anyItem, { selector: (one) => one.title, minLength: 1 }),
      free: fc.nat(2),
    })
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 3 }), (parts) => {
        // Whoever opens with an item has it as a must, which the command sees to.
        const sound = parts.map((one) => ({
          ...one,
          items: one.items.map((it, at) => (one.opens && at === 0 ? { ...it, use: 'must' as const } : it)),
        }))
        const merged = mergeAgenda(sound)
        const lacks = findLacking(merged, proposedSegments(merged))
        expect(lacks.filter((one) => one.itemId !== null)).toEqual([])
        expect(lacks.length > 0).toBe(merged.free > 0)
      }),
    )
  })
})
