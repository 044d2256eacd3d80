/** What the lists of pages say; apart from the rest, which travels with the pages. */
export const titles = {
  members: '党员',
  member: '党员登记',
  add: '登记一个人',
  edit: '更正登记',
  own: '我的登记',
  ownNote: '登记了什么，谁看过，不对怎么提',
}
