/**
 * Reads a statement as text, well enough to find tenant tables that do not name their county. Row-level security
 * would filter them all the same, but on a cluster a statement without the county goes to every shard.
 */
const reference =
  /\b(?<verb>from|join|update|into)\s+(?:only\s+)?"?(?<table>[a-z_]+)"?(?:\s+(?:as\s+)?"?(?<alias>[a-z_][a-z0-9_]*)"?)?/gi

const keywords = new Set(
  'where on set values select join left inner cross full right order group limit using as and returning union for offset having lateral'.split(
    ' ',
  ),
)

type Reference = { verb: string; table: string; alias: string }

function referencesIn(text: string, tenantTables: ReadonlySet<string>): Reference[] {
  const found: Reference[] = []
  for (const { groups } of text.matchAll(reference)) {
    const { verb = '', table = '', alias } = groups ?? {}
    if (!tenantTables.has(table)) continue
    const named = alias && !keywords.has(alias.toLowerCase()) ? alias : table
    found.push({ verb: verb.toLowerCase(), table, alias: named })
  }
  return found
}

function namesCounty(text: string, { verb, table, alias }: Reference, isOnly: boolean): boolean {
  if (verb === 'into') return new RegExp(`into\\s+"?${table}"?[^(]*\\([^)]*"?county_id"?`, 'i').test(text)
  const qualified = new RegExp(`"?\\b${alias}"?\\."?county_id"?\\s*=\\s*\\$\\d+`, 'i')
  // Inside a part of its own (a subquery, an expression after `with`) a lone table needs no alias.
  const local = new RegExp(
    `(?:from|update)\\s+"?${table}"?(?:\\s+(?:as\\s+)?"?${alias}"?)?\\s+(?:set\\b[^]*?)?where\\s+"?county_id"?\\s*=\\s*\\$\\d+`,
    'i',
  )
  return qualified.test(text) || local.test(text) || (isOnly && /\bcounty_id"?\s*=\s*\$\d+/i.test(text))
}

/** The tenant tables of a statement for which no `county_id = $n` stands. */
export function findUnrouted(text: string, tenantTables: ReadonlySet<string>): string[] {
  const references = referencesIn(text, tenantTables)
  const read = references.filter((one) => one.verb !== 'into')
  return references
    .filter((one) => !namesCounty(text, one, read.length === 1))
    .map((one) => (one.alias === one.table ? one.table : `${one.table} ${one.alias}`))
}
