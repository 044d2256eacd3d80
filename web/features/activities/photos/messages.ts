export const messages = {
  title: '会议照片',
  count: (count: number) => `${count} 张`,
  line: (no: number, byName: string, day: string) => `照片 ${no}：${byName}${day}加的`,
  show: '看照片',
  showLabel: (no: number) => `看照片 ${no}`,
  drop: '去掉',
  dropLabel: (no: number) => `去掉照片 ${no}`,
  dropSure: '去掉就找不回来了，真的去掉',
  dropSureLabel: (no: number) => `真的去掉照片 ${no}`,
  add: '加一张照片',
  hint: '不加也行，不影响任何评比。拍摄的地点、手机型号不会留下，只留画面。',
  sending: (percent: number) => `正在送上去：${percent}%`,
}
