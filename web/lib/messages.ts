/** What the client itself has to say when no server could say it. */
export const messages = {
  networkLost: '没有信号，没有送出。有信号再按一次，不会记两遍。',
  networkLostReading: '没有信号，读不到。有信号再试一次。',
  answerUnreadable: '系统的回答读不出来，请过一会儿再试。',
  deviceFull: '没有信号，这台手机也存不下了，没有存。请清一点空间，或者先抄在纸上。',
  unreadableTitle: '打不开的一条',
  unreadable: '这台手机打不开这一条了，没有送出。请凭记忆再记一次，再丢掉这一条。',
  uploadStopped: '没有传完，已经停下。没有写入任何东西。',
}
