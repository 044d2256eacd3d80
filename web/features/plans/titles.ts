export const titles = {
  plans: '年度计划',
  plan: '一年的计划',
  templates: '计划样板',
  template: '样板',
  newTemplate: '起草样板',
  note: '接下来要开的，改日子，取消',
}
