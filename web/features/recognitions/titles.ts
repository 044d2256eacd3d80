/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = {
  list: '关爱激励',
  record: '记一件关爱激励',
  recordNote: '学习名额、体检、看望、公开感谢',
  mine: '我得到的关爱激励',
}
