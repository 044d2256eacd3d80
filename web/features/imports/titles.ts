/** What the lists of pages say; apart from the rest, which travels with the pages. */
export const titles = {
  imports: '导入党员名册',
  households: '导入住户册',
  nav: '导入',
  proposals: '两边都有的人',
  proposalsNav: '转接核对',
}
