/** 备份: how the last ones went. */
export const messages = {
  title: '备份',
  sub: '整个系统的备份，加密以后存成文件。',
  states: { good: '正常', failed: '最近一次没有做成', overdue: '一天多没有做成', none: '还没有做过' },
  line: (when: string | null) => (when ? `上次备份：${when}` : '还没有做过备份'),
  more: '看备份',
  lastGood: '上次做成',
  never: '还没有',
  clock: '自动备份',
  at: (hour: number) => `每天 ${hour} 点多`,
  noClock: '没有设。在服务器上设 ZHIBUTONG_BACKUP_DIR，每天就会自己做。',
  runs: '最近几次',
  done: '做成',
  failed: '没做成',
  byClock: '自动',
  byHand: '手动',
  key: '恢复要两样东西：备份密钥、主密钥。两样都另存在别处，和备份分开放。',
}
