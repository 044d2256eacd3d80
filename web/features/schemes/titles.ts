export const titles = {
  list: '积分方案',
  version: '一版方案的规则',
  draft: '改草案',
  create: '起草一个方案',
  ready: '从现成方案开始',
}
