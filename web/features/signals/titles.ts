export const titles = {
  signals: '记录看一看',
  note: '有没有记得不像的，只提醒不下结论',
}
