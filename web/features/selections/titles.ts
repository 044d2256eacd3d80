/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '年度评优',
  listNote: '提名、看名单',
  one: '一次评选',
  open: '开始评选',
}
