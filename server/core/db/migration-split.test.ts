import fc from 'fast-check'
import { expect, test } from 'vitest'
import { controlsTransaction, splitStatements } from './migration-split.ts'
import { tokenize } from './migration-tokens.ts'

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.text)

test('statements end at semicolons; comments alone are none', () => {
  expect(texts('select 1; select 2 ;\n-- the end;\n/* ; */ ;;')).toEqual(['select 1', 'select 2'])
  expect(texts('')).toEqual([])
  expect(texts('select 1')).toEqual(['select 1'])
})

test('a statement knows its line', () => {
  const sql = '-- head\n\nselect 1;\n/* two\nlines */\n\n  select\n 2;'
  expect(splitStatements(sql).map((statement) => statement.line)).toEqual([3, 7])
})

test.each([
  ["select 'a;b'", 'a string'],
  ["select 'it''s; fine'", 'a doubled quote'],
  ["select E'a\\'; b'", 'a backslash in an escape string'],
  ["select e'a\\\\' || ';'", 'an escaped backslash before the closing quote'],
  ['select 1 as ";"', 'a quoted name'],
  ['select 1 as "a"";b"', 'a doubled quote in a name'],
  ['do $$ begin perform 1; end $$', 'a dollar quote'],
  ['do $body$ select $$;$$; $body$', 'a dollar quote in another'],
  ['do $正文$ ; $正文$', 'a dollar quote with a Chinese tag'],
  ['select 1 /* ; /* ; */ ; */ + 1', 'a nested comment'],
  ["select 1 -- it's; so\n + 1", 'a comment with a quote'],
  ['create rule r as on insert to t do (select 1; select 2)', 'parentheses'],
  ['create function f() returns int begin atomic select 1; select case when true then 2 end; end', 'a body'],
  ['create or replace procedure p() begin atomic insert into t values (1); end', 'the body of a procedure'],
])('%s is one statement: %#', (sql) => {
  expect(texts(`${sql}; select 2`)).toEqual([sql, 'select 2'])
})

test.each([
  ["select 'a\\'; select 2", ["select 'a\\'", 'select 2'], 'a backslash means nothing in a plain string'],
  ['select a$b$ ; select c$b$', ['select a$b$', 'select c$b$'], 'a dollar inside a name opens nothing'],
  [
    'prepare q as select $1; select $1',
    ['prepare q as select $1', 'select $1'],
    'a parameter is no dollar quote',
  ],
  ['select begin, atomic; select 2', ['select begin, atomic', 'select 2'], 'words alone open no body'],
  [
    'create function f() returns int return 1; select 2',
    ['create function f() returns int return 1', 'select 2'],
    '',
  ],
  ["select 'a' 'b'; select $$x$$ $$;$$", ["select 'a' 'b'", 'select $$x$$ $$;$$'], 'neighbours'],
])('%s are two', (sql, expected) => {
  expect(texts(sql)).toEqual(expected)
})

test.each(["select 'a", 'select "a', 'do $$ begin', 'do $a$ $b$', 'select 1 /* /* */'])(
  '%s is refused',
  (sql) => {
    expect(() => splitStatements(`select 1;\n${sql}`)).toThrow(/^line 2: .* is not closed$/)
  },
)

test('whatever the text, nothing of it is lost or read twice', () => {
  const piece = fc.constantFrom(
    ...[
      "'",
      "''",
      '"',
      '$$',
      '$a$',
      ';',
      '--',
      '\n',
      '/*',
      '*/',
      '(',
      ')',
      'E',
      'begin',
      'é',
      ' ',
      '\\',
      '1',
    ],
  )
  const readBack = (sql: string) => {
    try {
      return [...tokenize(sql)].map((token) => token.text).join('')
    } catch (error) {
      return String(error).includes('is not closed') ? sql : String(error)
    }
  }
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(readBack(pieces.join(''))).toBe(pieces.join(''))
    }),
  )
})

test('only words that rule a transaction do', () => {
  const [begin, create, commit] = splitStatements('BEGIN; create table begin_dates (); commit')
  expect([begin, create, commit].map((each) => each && controlsTransaction(each))).toEqual([
    true,
    false,
    true,
  ])
})
