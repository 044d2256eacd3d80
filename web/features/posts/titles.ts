/** The few words that stand in menus: they travel with the first load. */
export const titles = {
  posts: '岗位',
  areas: '责任区',
  own: '我的岗位',
  ownNote: '记一次履职，认领岗位',
}
