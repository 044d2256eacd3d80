/** Apart from all other words: it is in the menu. */
export const titles = { board: '县以上看板' }
