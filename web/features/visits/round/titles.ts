/** What the phone's first load needs of these pages. */
export const titles = {
  round: '今天走访',
  roundNote: '带上住户册，没有信号也能记',
  household: '一户',
  visit: '记走访',
  looks: '走访',
  conflicts: '两边都改过的',
}
