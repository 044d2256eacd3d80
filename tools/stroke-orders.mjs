/**
 * Stroke orders for characters that no dictionary of ours lists, composed from their parts.
 *
 * The parts of a character (which, and how they stand to each other) come from a decomposition table; the order
 * of a part is known, or learned from characters that are. A composed order counts only where its length
 * is the number of strokes that Unicode gives for the form used in mainland China.
 */

/** Which way of standing together writes its parts one after the other, first part first. */
const inTurn = new Set(['a', 'a/m', 'a/t', 'a/s', 'd', 'd/m', 'd/t', 'd/s', 'st', 'stl', 'str'])
/** How often the single part is repeated. */
const repeats = { ra: 2, rd: 2, r3tr: 3, r3a: 3, r3d: 3, r4sq: 4, r4a: 4 }
/** What the decomposition table shows otherwise than it is written: 疒 is 点横撇点提. */
const written = { 疒: '41341' }
/** A left part whose last 横 has become a 提, written after the 竖 (GF 0023-2020): 软, 特. */
const asLeftPart = { 车: '1521', 牛: '3121' }
/** Frames that are written after what they hold. */
const lateFrames = new Set(['辶', '廴', '凵', '⻎', '⻍'])

/** @param {string} type @param {string[]} parts names @param {string[]} orders @returns {string | undefined} */
function join(type, parts, orders) {
  if (repeats[type]) return orders[0].repeat(repeats[type])
  if (type === 'sbl' || type === 'sb')
    return lateFrames.has(parts[0]) ? orders[1] + orders[0] : orders[0] + orders[1]
  if (type === 'a' && asLeftPart[parts[0]]) return asLeftPart[parts[0]] + orders.slice(1).join('')
  if (inTurn.has(type)) return orders.join('')
  // 囗 closes after its content: 丨 𠃍 … 一.
  if (type === 's' && parts[0] === '囗') return `25${orders[1]}1`
  return undefined
}

/**
 * @param {Map<string, string>} known character → strokes as digits, 1 横 2 竖 3 撇 4 点 5 折
 * @param {Map<string, { type: string, parts: string[] }>} decompositions
 * @param {Map<string, number>} counts
 */
export function composeOrders(known, decompositions, counts) {
  const orders = new Map([...known, ...Object.entries(written)])
  for (const [part, order] of learnParts(orders, decompositions, counts)) orders.set(part, order)
  const tried = new Set()
  const find = (name) => {
    if (orders.has(name)) return orders.get(name)
    if (tried.has(name)) return undefined
    tried.add(name)
    const made = decompositions.get(name)
    if (!made || made.parts.length === 0) return undefined
    const parts = made.parts.map(find)
    if (parts.some((p) => p === undefined)) return undefined
    const order = join(made.type, made.parts, parts)
    if (order === undefined || (counts.has(name) && counts.get(name) !== order.length)) return undefined
    orders.set(name, order)
    return order
  }
  for (const name of counts.keys()) find(name)
  return new Map([...orders].filter(([name]) => counts.get(name) === orders.get(name).length))
}

/**
 * A part that is no character of its own (艹, 飠): what is left of a known order when the other part is
 * taken away. The commonest answer holds when it has a clear majority.
 */
function learnParts(orders, decompositions, counts) {
  const votes = new Map()
  for (const [name, { type, parts }] of decompositions) {
    const whole = orders.get(name)
    if (!whole || parts.length !== 2 || !/^[ad]($|\/)/.test(type)) continue
    for (const [mine, other, cut] of [
      [parts[0], orders.get(parts[1]), (o) => (whole.endsWith(o) ? whole.slice(0, -o.length) : '')],
      [parts[1], orders.get(parts[0]), (o) => (whole.startsWith(o) ? whole.slice(o.length) : '')],
    ]) {
      const left = other && !orders.has(mine) ? cut(other) : ''
      if (!left || (counts.has(mine) && counts.get(mine) !== left.length)) continue
      const tally = votes.get(mine) ?? new Map()
      votes.set(mine, tally.set(left, (tally.get(left) ?? 0) + 1))
    }
  }
  const learned = new Map()
  for (const [part, tally] of votes) {
    const ranked = [...tally].sort((a, b) => b[1] - a[1])
    const total = ranked.reduce((n, [, times]) => n + times, 0)
    if (ranked[0][1] >= 2 && ranked[0][1] / total >= 0.8) learned.set(part, ranked[0][0])
  }
  return learned
}
