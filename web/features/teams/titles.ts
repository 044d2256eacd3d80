/** The few words that stand in menus: they travel with the first load. */
export const titles = { teams: '队伍', team: '队伍', logs: '履职记录' }
