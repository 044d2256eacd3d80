export const downloadWords = {
  title: '谁下载过文件',
  sub: (count: number) => `${count} 次。谁在什么时候下载了哪里的什么文件，都在这里；文件里写了什么不在。`,
  from: '从哪一天',
  to: '到哪一天',
  name: '姓名',
  nameHint: '下载的人，或者文件说的党员，写全名。',
  empty: '这段时间没有人下载过文件。',
  heads: { at: '时间', by: '谁下载的', file: '什么文件', org: '哪里的', member: '谁的' },
}
