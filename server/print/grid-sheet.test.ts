import { expect, it } from 'vitest'
import type { GridRow } from '../../contract/grids.ts'
import { renderGridSheet, shortNumber, sumOf } from './grid-sheet.ts'

function grid(name: string, more: Partial<GridRow> = {}): GridRow {
  return {
    ...{ orgId: 1, name, villageName: '临溪村', figures: { members: 2 }, countedOn: null },
    ...{ fromRegister: false, isStale: true, staff: [], places: [], corners: null, dots: [], frame: null },
    abilities: { write: false, count: false, households: false },
    ...more,
  }
}

const six = {
  households: 168,
  population: 1512,
  members: 23,
  representatives: 9,
  enterprises: 3,
  newResidents: 41,
}

it('[001-17][001-18] adds up the six figures, and says no sum where one grid has not been counted', () => {
  const counted = grid('第一网格', { figures: six, countedOn: '2026-11-01' })
  expect(sumOf([counted, counted], 'population')).toBe(3024)
  expect(sumOf([counted, grid('第二网格')], 'population')).toBeNull()
  expect(sumOf([counted, grid('第二网格')], 'members')).toBe(25)
  const text = renderGridSheet({ placeName: '临溪村', today: '2026-11-20', grids: [counted] })
  expect(text).toContain('<td>1,512</td>')
  expect(text).toContain('2026 年 11 月</p>')
  expect(text).toContain('数字最早的是 2026 年 11 月 1 日更新的')
})

it('escapes what people typed and draws only what is drawn', () => {
  const place = { placeId: 7, name: '<b>东溪' }
  const drawn = grid('桥头', {
    places: [place],
    dots: [{ placeId: 7, at: [10, 20] }],
    corners: [
      [0, 0],
      [9, 0],
      [9, 9],
    ],
  })
  const text = renderGridSheet({ placeName: '临溪村', today: '2026-11-20', grids: [drawn, grid('第二网格')] })
  expect(text).toContain('&lt;b&gt;东溪')
  expect(text).not.toContain('<b>东溪')
  expect(text.match(/<polygon/g)).toHaveLength(1)
  expect([shortNumber('第十一网格', 0), shortNumber('桥头', 2)]).toEqual(['十一', '三'])
  const bare = renderGridSheet({ placeName: '临溪村', today: '2026-11-20', grids: [grid('第一网格')] })
  expect(bare).toContain('网格的轮廓还没有画')
})
