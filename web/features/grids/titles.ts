/** The few words that stand in menus: they travel with the first load. */
export const titles = {
  list: '网格',
  one: '网格',
  households: '住户册',
  note: '六项数字，谁在管',
  householdsNote: '登记、更正，哪些该再看看',
}
