/** The few words that stand in the menu: they travel with the first load. */
export const titles = { visits: '走访', conflicts: '两边都改过的', campaign: '集中走访' }
