export const auditWords = {
  title: '审计日志',
  sub: (count: number) => `${count} 条。谁在什么时候做了什么，都在这里；写了什么内容不在。只能看，不能改。`,
  from: '从哪一天',
  to: '到哪一天',
  name: '名称',
  nameHint: '做事的人、涉及的党员或者组织，写全名。',
  onlyFiles: '只看下载了什么文件',
  empty: '这段时间没有这样的记录。',
  system: '系统或未登录的人',
  exportIt: '导出 Excel',
  exported: (name: string) => `已导出${name}，这次导出也记在日志里。`,
  heads: { at: '时间', by: '谁做的', done: '做了什么', org: '哪里', member: '涉及的党员', address: '从哪里' },
}
