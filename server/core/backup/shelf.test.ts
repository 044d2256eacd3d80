import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { chooseExpired, nameBackup, removeExpired } from './shelf.ts'

const nameOf = (text: string) => nameBackup(new Date(`${text}+08:00`))

it('names a backup by its moment in Shanghai', () => {
  expect(nameOf('2026-11-22T02:07:05')).toBe('zhibutong-20261122-020705.zip.age')
})

it('keeps the last of each day and of each week, however long nothing was made in between', () => {
  const twice = ['2026-11-22T02:00:00', '2026-11-22T08:00:00'].map(nameOf)
  const days = ['2026-11-21', '2026-11-20', '2026-11-15', '2026-11-09', '2026-11-08', '2026-01-02']
  const names = [...twice, ...days.map((day) => nameOf(`${day}T02:00:00`))]
  const kept = (keepDays: number, keepWeeks: number) => {
    const expired = chooseExpired(names, { keepDays, keepWeeks })
    return names.filter((name) => !expired.includes(name)).toSorted()
  }
  expect(kept(1, 0)).toEqual([twice[1]])
  expect(kept(2, 0)).toEqual([nameOf('2026-11-21T02:00:00'), twice[1]])
  // The weeks end on the 22nd, the 15th and the 8th; the one before them is in January.
  const sundays = ['2026-01-02', '2026-11-08', '2026-11-15'].map((day) => nameOf(`${day}T02:00:00`))
  expect(kept(1, 4)).toEqual([...sundays, twice[1]])
  expect(kept(400, 0)).toEqual(names.filter((name) => name !== twice[0]).toSorted())
})

it('touches nothing that it did not write, and clears drafts of a process that was killed', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zbt-shelf-'))
  const [old, last] = [nameOf('2026-11-20T02:00:00'), nameOf('2026-11-22T02:00:00')]
  const ours = [old, last, `${old}.part`, `${last}.part`]
  const others = ['照片.zip', 'zhibutong.zip.age', 'zhibutong-20261120-020000.zip.age.bak']
  for (const name of [...ours, ...others]) writeFileSync(join(dir, name), '')
  utimesSync(join(dir, `${old}.part`), new Date(0), new Date(0))
  expect(removeExpired({ dir, keepDays: 1, keepWeeks: 0 })).toEqual([old, `${old}.part`])
  expect(readdirSync(dir).toSorted()).toEqual([last, `${last}.part`, ...others].toSorted())
  rmSync(dir, { recursive: true })
})
