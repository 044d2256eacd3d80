export const titles = {
  contacts: '联系领导',
  contactsNote: '谁联系哪里，哪里还没有人',
  history: '历任联系领导',
  mine: '我联系的支部',
  mineNote: '要开的会，开过的会',
  reviews: '三审记录',
  reviewsNote: '审主题，到会，会后指导',
  review: '三审',
}
