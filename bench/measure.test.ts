import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternate, median, percentile, rate } from './measure.ts'

describe('what was measured', () => {
  it('has a median that half of the values do not exceed, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values)
        expect(values.filter((one) => one <= middle).length).toBeGreaterThanOrEqual(values.length / 2)
        expect(values.filter((one) => one >= middle).length).toBeGreaterThanOrEqual(values.length / 2)
      }),
    )
  })

  it('has percentiles by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect([percentile(hundred, 50), percentile(hundred, 95), percentile(hundred, 99)]).toEqual([50, 95, 99])
    expect(percentile([7], 99)).toBe(7)
    expect(() => percentile([], 50)).toThrow()
  })

  it('lets ours and the floor begin by turns and compares within a round', async () => {
    const order: string[] = []
    const step = (name: string, values: number[]) => async () => {
      order.push(name)
      return values.shift() as number
    }
    // A round that is ten times slower for both says nothing about the ratio.
    const found = await alternate(3, step('ours', [2, 20, 4]), step('floor', [1, 10, 2]))
    expect(order).toEqual(['ours', 'floor', 'floor', 'ours', 'ours', 'floor'])
    expect(found).toEqual({ ours: 4, floor: 2, ratio: 2 })
  })

  it('gives no rate of calls that fail', async () => {
    await expect(rate(2, 1000, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  })
})
