/** What only the desk has: the words stay out of the first load of a phone. */
export const deskTitles = { tags: '先锋岗、示范岗、责任区', kinds: '岗位目录' }
