/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '异议',
  listNote: '等答复的、答复过的',
  mine: '我提的异议',
  mineNote: '提了什么，怎么答复的',
  one: '一件异议',
  record: '替人记下异议',
}
