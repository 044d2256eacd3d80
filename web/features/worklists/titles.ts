/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '本周工作',
  one: '每周工作清单',
  new: '写一份清单',
  change: '改清单',
  week: '这一周',
  weekNote: '上面要办的，选、答、看',
  burden: '填报分钟数',
}
