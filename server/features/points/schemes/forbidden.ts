/**
 * Lines that a scheme may not have, whoever writes them, each with the national rule that says so. Most cannot even be
 * said here, for the kinds of fact do not exist; these are found by their words, in a scheme that was brought as a file
 * too, so that the office reads why and not merely that a kind is unknown.
 * Sources: docs/domain-rules of the project brief, findings 1 to 3 and the burden rules; the texts name the red lines
 * as “五个不得”, their article numbers still want a look at the printed original.
 */
const apps = '《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）“五个不得”'
const disposal = '《中国共产党不合格党员组织处置办法》（2024年）'
const development = '《中国共产党发展党员工作细则》'

type Line = { words: RegExp; why: string }

const lines: readonly Line[] = [
  {
    words: /登录|登陆|签到天数|连续签到|每日签到|打卡|在线时长|上线时长|活跃度|日活/,
    why: `登录、打卡和在线时长不能计分：${apps}，不得设置打卡签到、统计在线时长。`,
  },
  {
    words: /点赞|转发|分享|投票数|网络投票|阅读量|浏览量|关注公众号|评论数/,
    why: `点赞、转发和网络投票不能计分：${apps}，不得把点赞量、网络投票数、转发量作为考评依据。`,
  },
  {
    words: /(阅读|学习|观看|收看|视频|音频|文章|资讯)[^，。]{0,8}(时长|分钟|秒|小时)|学习强国积分/,
    why: `学习时长不能计分：${apps}，不得把学习时长作为考评依据。学了没有，看有没有参加和弄懂。`,
  },
  {
    words: /下载率|安装率|使用率|激活率|注册率/,
    why: `下载、安装和使用率不能计分：${apps}，不得考核通报安装使用率。`,
  },
  {
    words: /(上传|晒|拍)[^，。]{0,4}(照片|视频|图片)|定位|轨迹/,
    why: `照片、视频和轨迹不能计分：${apps}，不得强制上传工作照片、视频和轨迹。`,
  },
  {
    words: /上访|信访|越级反映/,
    why: '反映问题是党员和群众的权利，不能计分：《信访工作条例》和党章第四条都这样写着。',
  },
]

const verdicts: readonly Line[] = [
  {
    words: /劝退|劝其退党|除名|开除|清退|不合格党员|限期改正/,
    why: `分数不能决定组织处置：${disposal}，处置要由支部党员大会讨论、上级党组织批准。可以写成“提请支部研究”。`,
  },
  {
    words: /取消[^，。]{0,8}(资格|预备|积极分子|发展对象)|延长预备期|不予转正|不得转正/,
    why: `分数不能取消或延长：${development}，转正、延长和取消都要由支部党员大会讨论表决。可以写成“提请支部研究”。`,
  },
]

/** What forbids a line of these words, as a sentence; nothing when it may stand. */
export function findForbidden(words: string): string | undefined {
  return lines.find((line) => line.words.test(words))?.why
}

/** What forbids a total to end in this: a score alone decides nothing about a person. */
export function findVerdict(words: string): string | undefined {
  return verdicts.find((line) => line.words.test(words))?.why
}
