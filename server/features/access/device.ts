const machines: readonly (readonly [RegExp, string])[] = [
  [/iPad/, '平板'],
  [/iPhone/, '苹果手机'],
  [/Android/, '安卓手机'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙手机'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux/, 'Linux 电脑'],
]

const programs: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const firstOf = (agent: string, words: typeof machines) => words.find(([pattern]) => pattern.test(agent))?.[1]

/** What a browser says of itself, in two words: enough to know one's own phone again. */
export function describeDevice(agent: string | null): string {
  const words = agent === null ? [] : [firstOf(agent, machines), firstOf(agent, programs)]
  return words.filter((word) => word !== undefined).join('，') || '看不出是什么设备'
}
