export const titles = {
  duties: '组织生活',
  strip: '一年的组织生活',
  missing: '还没有办的',
  pleas: '等着定的',
  requirements: '组织生活的要求',
  note: '今年办了哪些，还差哪些',
}
