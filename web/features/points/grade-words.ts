export const gradeWords = {
  title: '等次',
  open: (scheme: string, saying: string) => `${scheme} ${saying}，看是哪几条记的`,
  since: (from: string, on: string) => `${from}到${on}记的`,
  none: '这一段还没有记过。',
  start: (points: string) => `起始分 ${points} 分`,
}
