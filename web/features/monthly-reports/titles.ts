/** Titles and menu words, apart from all others: they are in the phone's first load, the rest is not. */
export const titles = { one: '每月加分扣分', note: '上个月谁加了、扣了，开会时念' }
