/** The few words that stand in menus: they travel with the first load. */
export const titles = { list: '企业', one: '企业', revisit: '回查', note: '每季度回查一次' }
