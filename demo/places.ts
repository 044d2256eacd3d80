/** The county that the demonstration shows. No place of these names lies where they are put together so. */

export const county = { name: '安澜县', shortName: '安澜县', divisionCode: '330299', foundedOn: '1949-10-01' }
export const township = { key: '青禾镇', name: '青禾镇', divisionCode: '330299101' }

/** Party members live in their branch's natural village, or elsewhere in the village: `households` says how many where. */
export type BranchPlace = {
  name: string
  households: readonly (readonly [naturalVillage: string, count: number])[]
}

/**
 * Document 001: nine branches and six grids, 114 members, each in both. The grid follows from the natural village
 * of the household registration, and so the members of a branch may live in several grids.
 */
export const linxi = {
  key: '临溪',
  name: '临溪村',
  committee: '临溪村党委',
  branches: [
    {
      name: '东溪',
      households: [
        ['东溪', 6],
        ['里坞', 4],
        ['前山', 3],
        ['塘头', 2],
      ],
    },
    {
      name: '上塘',
      households: [
        ['上塘', 9],
        ['荷花', 5],
      ],
    },
    {
      name: '下塘',
      households: [
        ['下塘', 8],
        ['竹园', 5],
      ],
    },
    {
      name: '石桥',
      households: [
        ['石桥', 11],
        ['渠头', 4],
      ],
    },
    {
      name: '梅园',
      households: [
        ['梅园', 9],
        ['东溪', 2],
        ['竹园', 1],
      ],
    },
    {
      name: '河埠',
      households: [
        ['河埠', 11],
        ['荷花', 2],
        ['下塘', 1],
      ],
    },
    {
      name: '新圩',
      households: [
        ['新圩', 6],
        ['塘头', 2],
        ['竹园', 2],
        ['渠头', 1],
      ],
    },
    {
      name: '果园',
      households: [
        ['果园', 9],
        ['上塘', 1],
        ['下塘', 1],
      ],
    },
    {
      name: '综合',
      households: [
        ['前山', 2],
        ['里坞', 2],
        ['荷花', 1],
        ['竹园', 3],
        ['石桥', 1],
      ],
    },
  ] as const satisfies readonly BranchPlace[],
  grids: [
    { name: '第一网格', naturalVillages: ['东溪', '里坞', '前山', '塘头'] },
    { name: '第二网格', naturalVillages: ['上塘', '荷花'] },
    { name: '第三网格', naturalVillages: ['下塘', '竹园'] },
    { name: '第四网格', naturalVillages: ['石桥', '渠头'] },
    { name: '第五网格', naturalVillages: ['梅园', '河埠'] },
    { name: '第六网格', naturalVillages: ['新圩', '果园'] },
  ],
} as const

/** The other seventeen villages. 前岸 has a general branch large enough for the morning of 10 June 2015. */
export const otherVillages = [
  ...['前岸', '柳塘', '白鹭', '杨桥', '竹山', '荷叶', '清湖', '石岭', '长埠', '桃坞', '枫林', '南渡', '北渡'],
  ...['西湾', '大墩', '小港', '双溪'],
] as const

/** The branch of the main job; its five neighbours on today's field are those of the reference design. */
export const homeBranch = '石桥'
export const fiveBranches = ['东溪', '上塘', '下塘', '石桥', '新圩'] as const
