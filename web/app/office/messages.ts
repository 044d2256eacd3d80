import type { NavGroup } from '../../lib/pages.ts'

export const messages = {
  groups: { work: '', record: '记录', result: '结果', settings: '设置' } satisfies Record<NavGroup, string>,
  menu: '主菜单',
  place: '所在位置',
  choosePlace: '换一个组织',
  person: (role: string | undefined, name: string) => [name, role].filter(Boolean).join('　'),
  phonePages: '手机页面',
  credentials: '登录名和密码',
  withheld: (roles: string) => `只用密码登录，${roles}的权限还没有打开。请先设好动态口令。`,
  setCode: '去设动态口令',
  count: (count: number) => `${count} 件`,
}
