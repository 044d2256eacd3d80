/** The few words that stand in menus: they travel with the first load. */
export const titles = { units: '单位报到', own: '到社区服务', ownNote: '报名，记一次服务' }
