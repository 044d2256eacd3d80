/** Drawn in one line weight, on 24 × 24; a word always stands beside an icon, or its button has a label. */
const paths = {
  back: 'M15 4 7 12l8 8',
  more: 'm9 5 7 7-7 7',
  ok: 'm4 12.5 5.5 5.5L20 7',
  close: 'm5 5 14 14M19 5 5 19',
  cloud: 'M7 18h10a4 4 0 0 0 .8-7.9A6 6 0 0 0 6.2 9 4.6 4.6 0 0 0 7 18Z',
  nocloud: 'M7 18h10a4 4 0 0 0 .8-7.9A6 6 0 0 0 6.2 9 4.6 4.6 0 0 0 7 18ZM3 3l18 18',
  todo: 'M5 4h14v16H5zM8.5 12l2.4 2.4 4.6-5',
  pen: 'M4 20l1-4.5L15.5 5l3.5 3.5L8.5 19 4 20ZM13 7.5l3.5 3.5',
  people:
    'M9 4.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8M3 20c0-4 2.6-6.4 6-6.4S15 16 15 20M16 5.2a3.2 3.2 0 0 1 0 6M17.6 14.4c2.3.7 3.6 2.8 3.6 5.6',
  book: 'M6 3h12v18H6zM9 3v18M12 8h4',
  me: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 21c0-4.6 3.2-7.4 7.5-7.4s7.5 2.8 7.5 7.4',
  phone:
    'M6 3h4l1.6 5-2.3 1.6a11 11 0 0 0 5.1 5.1L16 12.4l5 1.6v4a3 3 0 0 1-3 3C10.5 21 3 13.5 3 6a3 3 0 0 1 3-3Z',
  print: 'M7 8V3h10v5M7 17H3V8h18v9h-4M7 13h10v8H7z',
}

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}
