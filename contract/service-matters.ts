/** Whose matter it was: of one household or several, or of the community as a whole. */
export const serviceMatters = ['residents', 'community'] as const
export const serviceMatterLabels: Record<(typeof serviceMatters)[number], string> = {
  residents: '居民的事',
  community: '社区的事',
}
