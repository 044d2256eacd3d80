/** The few words that stand in menus: they travel with the first load. */
export const navMessages = {
  title: '荣誉',
  record: '记一项荣誉',
  recordNote: '照证书上的编号',
  mine: '我的荣誉',
}
