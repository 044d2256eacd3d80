import { describe, expect, it } from 'vitest'
import { findVillage } from '../../core/names/find-village.ts'
import { partyAge } from './party-age-rules.ts'
import { pathsAbove } from './place-rules.ts'
import { readSearch, tidyName } from './search-rules.ts'

describe('the Party age', () => {
  const full = { stage: 'full', fullOn: '2014-06-18', extendedTo: null, exitedOn: null }

  it.each([
    ['the day before a year is full', '2015-06-17', { years: 0, months: 11 }],
    ['the day on which it is full', '2015-06-18', { years: 1, months: 0 }],
    ['a month later less a day', '2015-07-17', { years: 1, months: 0 }],
    ['fifty years', '2064-06-18', { years: 50, months: 0 }],
    ['the day of the conversion', '2014-06-18', { years: 0, months: 0 }],
  ])('counts whole years and months: %s', (_, today, age) => {
    expect(partyAge(full, today)).toEqual({ since: '2014-06-18', ...age })
  })

  it('counts from the end of an extended probation, which itself does not count', () => {
    const extended = { ...full, fullOn: '2015-01-10', extendedTo: '2014-12-18' }
    expect(partyAge(extended, '2015-12-18')).toEqual({ since: '2014-12-18', years: 1, months: 0 })
  })

  it('does not exist before the conversion, nor when its day is unknown or still to come', () => {
    expect(partyAge({ ...full, stage: 'probationary', fullOn: null }, '2026-01-01')).toBeNull()
    expect(partyAge({ ...full, fullOn: null }, '2026-01-01')).toBeNull()
    expect(partyAge({ ...full, fullOn: '2027-01-01' }, '2026-01-01')).toBeNull()
  })

  it('ends on the day of leaving', () => {
    const left = { ...full, stage: 'exited', exitedOn: '2020-06-18' }
    expect(partyAge(left, '2026-01-01')).toEqual({ since: '2014-06-18', years: 6, months: 0 })
  })

  it('reaches a year from 29 February on 1 March', () => {
    const leap = { ...full, fullOn: '2024-02-29' }
    expect(partyAge(leap, '2025-02-28')).toMatchObject({ years: 0, months: 11 })
    expect(partyAge(leap, '2025-03-01')).toMatchObject({ years: 1, months: 0 })
  })
})

describe('the natural village of a registration', () => {
  const villages = [
    { name: '临溪', gridId: 1 },
    { name: '东溪', gridId: 2 },
    { name: '溪头', gridId: 3 },
    { name: '东溪头', gridId: 4 },
  ]

  it.each([
    ['青禾镇临溪村东溪 3 号', 2],
    ['青禾镇临溪村东溪头 3 号', 4],
    ['青禾镇临溪村 3 号', 1],
    ['青禾镇临溪村溪头 3 号', 3],
    ['临溪东溪临溪', 1],
    ['外省某县', null],
    ['', null],
    [null, null],
  ])('in %s is of the grid %s', (place, gridId) => {
    expect(findVillage(place, villages)?.gridId ?? null).toBe(gridId)
  })
})

describe('what is typed into the search', () => {
  it.each([
    ['林秀', { by: 'name', part: '林秀' }],
    ['王　伟', { by: 'name', part: '王伟' }],
    ['LXL', { by: 'initials', start: 'lxl' }],
    ['123x', { by: 'tail', tail: '123X' }],
    ['１２３４', { by: 'tail', tail: '1234' }],
    ['138 0000 5678', { by: 'mobile', number: '13800005678' }],
    ['110105 19850312 001x', { by: 'id-number', number: '11010519850312001X' }],
  ])('%s is read as it is meant', (typed, search) => {
    expect(readSearch(typed)).toEqual(search)
  })

  it('keeps the blank of a name in Latin letters', () => {
    expect(tidyName(' John Smith ')).toBe('John Smith')
  })
})

it('names every place above one, the county first', () => {
  expect(pathsAbove('000100020003')).toEqual(['0001', '00010002', '000100020003'])
})
