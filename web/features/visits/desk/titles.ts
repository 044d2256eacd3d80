/** The few words that stand in the menu: they travel with the first load. */
export const titles = {
  visits: '走访',
  conflicts: '两边都改过的',
  campaign: '集中走访',
  list: '走访记录',
  plans: '每月走访计划',
  checks: '走访抽查',
  feedback: '我的走访抽查结果',
  notices: '走访公开',
}
