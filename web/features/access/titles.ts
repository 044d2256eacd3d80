/** In the first load of the phone: kept apart from all other words. */
export const titles = { credentials: '登录名和密码' }
