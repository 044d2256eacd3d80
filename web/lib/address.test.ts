import { expect, test } from 'vitest'
import { addressOf, findAddress } from './address.ts'
import { readFileName } from './download.ts'

test('names of the path are filled in and escaped; a missing one is an error of ours, not a wrong address', () => {
  expect(findAddress('endGrant', { params: { grantId: 'a/b?c' } })).toEqual({
    method: 'POST',
    url: '/api/v1/grants/a%2Fb%3Fc/end',
    consumes: 'json',
    produces: 'json',
    writes: true,
  })
  expect(() => findAddress('endGrant', { params: {} })).toThrow('grantId')
})

test('a query leaves out what is not given and repeats what is a list', () => {
  const query = { search: '李 & 明', limit: 20, orgId: undefined, kind: ['a', 'b'] }
  expect(findAddress('listAccounts', { query }).url).toBe(
    '/api/v1/accounts?search=%E6%9D%8E+%26+%E6%98%8E&limit=20&kind=a&kind=b',
  )
  expect(addressOf('getDue', {})).toBe('/api/v1/due')
})

test('a download has the name that the server gave it', () => {
  const both = `attachment; filename="roster.xlsx"; filename*=UTF-8''%E8%8A%B1%E5%90%8D%E5%86%8C.xlsx`
  expect(readFileName(both, 'x')).toBe('花名册.xlsx')
  expect(readFileName('attachment; filename="roster.xlsx"', 'x')).toBe('roster.xlsx')
  expect(readFileName(`attachment; filename*=UTF-8''%E8%8; filename=a.csv`, 'x')).toBe('a.csv')
  expect(readFileName(null, 'exportMembers')).toBe('exportMembers')
})
