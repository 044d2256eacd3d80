export const titles = {
  list: '待人研究',
  listNote: '方案提醒看一看的人和事，由人来定',
  mine: '支部研究过我的事',
  mineNote: '谁看过、说了什么、下一步做什么',
}
