/** At what one works: a post that one holds, an area that one looks after, a team that one belongs to. */
export const workKinds = ['post', 'area', 'team'] as const
export type WorkKind = (typeof workKinds)[number]
