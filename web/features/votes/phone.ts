import type { PhoneFeature } from '../../lib/pages.ts'
import { titles } from './titles.ts'

export const votesPhone: PhoneFeature = {
  pages: [
    {
      path: '/activities/:activityId/votes',
      title: titles.votes,
      load: () => import('./votes-page.phone.tsx'),
    },
    {
      path: '/elections/:electionId',
      title: titles.election,
      load: () => import('./election-page.phone.tsx'),
    },
    { path: '/minutes', title: titles.minutes, load: () => import('./minutes-page.phone.tsx') },
  ],
  mine: [{ label: titles.minutes, note: titles.minutesNote, path: '/minutes', ability: 'minutes.review' }],
}
