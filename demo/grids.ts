import { addDays } from '../server/core/clock/days.ts'
import { countGrid, drawGrid, nameGridStaff } from '../server/features/households/grid-commands.ts'
import { readPlaces } from '../server/features/households/grid-queries.ts'
import { addEntry, addHousehold } from '../server/features/households/household-commands.ts'
import { at } from './days.ts'
import { anew, type Ground, orgOf, writeAs } from './ground.ts'
import { linxi } from './places.ts'

const secretary = `secretary/${linxi.key}`

type Corner = [number, number]
type GridPlan = {
  name: string
  head: string
  staff: string
  /** Households, people, representatives, enterprises, new residents, as document 001 has them by grid. */
  counts: readonly [number, number, number, number, number]
  corners: Corner[]
  dots: Readonly<Record<string, Corner>>
}

const grids: readonly GridPlan[] = [
  {
    ...{ name: '第一网格', head: '董长林', staff: '屠月琴', counts: [168, 512, 9, 3, 41] },
    corners: [
      [44, 121],
      [330, 70],
      [374, 346],
      [231, 454],
      [57, 409],
    ],
    dots: { 东溪: [132, 194], 里坞: [277, 159], 前山: [114, 357], 塘头: [295, 357] },
  },
  {
    ...{ name: '第二网格', head: '冯仁寿', staff: '江永明', counts: [142, 438, 8, 1, 22] },
    corners: [
      [330, 70],
      [648, 91],
      [637, 329],
      [374, 346],
    ],
    dots: { 上塘: [424, 150], 荷花: [571, 287] },
  },
  {
    ...{ name: '第三网格', head: '陆海民', staff: '俞春华', counts: [155, 471, 8, 2, 30] },
    corners: [
      [648, 91],
      [934, 159],
      [919, 465],
      [703, 505],
      [637, 329],
    ],
    dots: { 下塘: [725, 205], 竹园: [859, 385] },
  },
  {
    ...{ name: '第四网格', head: '沈国良', staff: '林秀兰', counts: [131, 402, 7, 0, 18] },
    corners: [
      [57, 409],
      [231, 454],
      [374, 346],
      [440, 678],
      [275, 877],
      [77, 814],
    ],
    dots: { 石桥: [330, 540], 渠头: [145, 738] },
  },
  {
    ...{ name: '第五网格', head: '罗美珍', staff: '阮国平', counts: [149, 455, 8, 4, 63] },
    corners: [
      [374, 346],
      [637, 329],
      [703, 505],
      [664, 843],
      [440, 678],
    ],
    dots: { 梅园: [462, 427], 河埠: [615, 644] },
  },
  {
    ...{ name: '第六网格', head: '樊志成', staff: '柳小燕', counts: [120, 334, 6, 6, 88] },
    corners: [
      [703, 505],
      [919, 465],
      [954, 814],
      [791, 949],
      [664, 843],
    ],
    dots: { 新圩: [743, 568], 果园: [870, 807] },
  },
]

async function fillGrid(ground: Ground, plan: GridPlan, today: string): Promise<void> {
  const { orgId } = orgOf(ground, `${linxi.key}/${plan.name}`)
  const [households, population, representatives, enterprises, newResidents] = plan.counts
  const validFrom = `${Number(today.slice(0, 4)) - 1}-01-01`
  await writeAs(ground, secretary, at(today, '07:20'), async (ctx) => {
    await nameGridStaff(anew(ctx), orgId, { duty: 'head', memberId: null, name: plan.head, validFrom })
    await nameGridStaff(anew(ctx), orgId, { duty: 'staff', memberId: null, name: plan.staff, validFrom })
    await countGrid(anew(ctx), orgId, {
      ...{ countedOn: addDays(today, -20), representatives, enterprises },
      lived: { households, population, newResidents },
    })
    const places = await readPlaces(ctx, [orgId])
    const dots = places.flatMap(({ place_id: placeId, name }) => {
      const spot = plan.dots[name]
      return spot ? [{ placeId, at: spot }] : []
    })
    await drawGrid(anew(ctx), orgId, { corners: plan.corners, dots, frame: null })
  })
}

/** The first page of a register that is being made: some looked at today, one half a year ago. */
const households = [
  { address: '石桥 3 号', contact: '陈阿福', headCount: 2, care: '每周三看望一次' },
  { address: '石桥 7 号', contact: '胡桂花', headCount: 4, phone: '13800000007' },
  { address: '石桥 12 号', contact: '郑水根', headCount: 5, phone: '13800000012' },
  { address: '渠头 1 号', contact: '叶招娣', headCount: 1, care: '台风前来接去安置点' },
  { address: '渠头 9 号', contact: '夏国华', headCount: 3 },
] as const

async function registerHouseholds(ground: Ground, today: string): Promise<void> {
  const { orgId } = orgOf(ground, `${linxi.key}/第四网格`)
  const terms = { basis: 'consent', agreedOn: today, expiresOn: addDays(today, 180) } as const
  for (const [index, plan] of households.entries()) {
    const lookedOn = index === 0 ? addDays(today, -200) : today
    await writeAs(ground, 'grid-worker', at(lookedOn, '07:30'), async (ctx) => {
      const own = anew(ctx)
      const { address, contact, headCount } = plan
      const householdId = await addHousehold(own, orgId, {
        ...{ address, contact, headCount, placeId: null },
        ...{ isNewResident: false, keepUntil: null },
      })
      if ('phone' in plan)
        await addEntry(anew(ctx), householdId, {
          kind: 'phone',
          value: plan.phone,
          purpose: 'contact',
          ...terms,
        })
      if ('care' in plan && lookedOn === today)
        await addEntry(anew(ctx), householdId, { kind: 'care', value: plan.care, purpose: 'visit', ...terms })
    })
  }
}

/** The six grids of the village of the main job, and what their registers hold so far. */
export async function fillGrids(ground: Ground, today: string): Promise<void> {
  for (const plan of grids) await fillGrid(ground, plan, today)
  await registerHouseholds(ground, today)
}
