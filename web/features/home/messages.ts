/** 要办: what is due, for me, now. */
export const messages = {
  title: '要办的事',
  nav: '要办',
  groups: { late: '逾期', near: '三天内', later: '以后' },
  count: (count: number) => `${count} 件`,
  empty: '现在没有要办的事。',
  emptyAtDesk: '要看、要记的，都在左边。',
  summary: (late: number, open: number) =>
    [late > 0 && `${late} 件逾期`, open > 0 && `${open} 件没到期`].filter(Boolean).join('，'),
  more: (count: number) => `看另外 ${count} 件`,
}
