export const titles = { matters: '本县事项' }
