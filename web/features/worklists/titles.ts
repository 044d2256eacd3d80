/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '本周工作',
  one: '每周工作清单',
  new: '写一份清单',
  change: '改清单',
  week: '这一周',
  weekNote: '上面要办的，选、答、看',
  burden: '填报分钟数',
  duties: '小组长职责',
  dutiesNote: '本组的职责做到几次',
  drives: '主题活动',
  bulletin: '动态通报',
}
