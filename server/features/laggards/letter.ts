import { sayDay, type TalkSpan } from './rules.ts'

export type LetterFacts = {
  name: string
  orgName: string
  today: string
  span: TalkSpan
  /** What stands in the book of that span, each rule with how often. */
  recorded: readonly { ruleName: string; count: number }[]
  /** What one may take part in, from the rules in force. */
  possible: readonly string[]
}

/**
 * The words that a letter begins with, to be changed by who sends it: what is recorded, what one may do, whom to tell
 * when something is missing. It states no rank and compares with nobody. Points are left out: they stand in the booklet.
 */
export function composeLetter({ name, orgName, today, span, recorded, possible }: LetterFacts): string {
  return [
    `${name}同志：`,
    `您好。支部想跟您说说话。${sayRecorded(span, today, recorded)}`,
    '您最近身体怎么样，家里忙不忙，在外地还是在村里？有难处请告诉我们，支部一起想办法。',
    possible.length > 0
      ? `下面这些事随时可以来，做一点都算：${possible.join('；')}。来不了的，在家里能做什么，也可以商量。`
      : '支部有什么事您愿意来、能来，都可以跟我们商量。',
    '要是有哪件事做了没有记、哪一条记得不对，告诉支部任何一个人，3 个工作日内给您答复。',
    `我们想找个您方便的时间当面聊聊。\n\n${orgName}\n${Number(today.slice(0, 4))}年${sayDay(today)}`,
  ].join('\n\n')
}

function sayRecorded(span: TalkSpan, today: string, recorded: LetterFacts['recorded']): string {
  const till = span.to === today ? `今年到${sayDay(today)}` : `${sayDay(span.from)}到${sayDay(span.to)}`
  if (recorded.length === 0) return `${till}，手册里还没有记下您参加的事。`
  const said = recorded.map(({ ruleName, count }) => (count > 1 ? `${ruleName}${count}次` : ruleName))
  return `${till}，手册里记着您做的：${said.join('；')}。谢谢您。`
}
