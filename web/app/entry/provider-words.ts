/** Apart from the other words of the doors: those are in the first load of the phone, and most sites have no such way in. */
export const words = {
  otherWays: '用别的方式登录',
  signInBy: (name: string) => `用${name}登录`,
}
