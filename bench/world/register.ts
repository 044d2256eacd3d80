import { checkCharacter } from '../../contract/id-number.ts'
import { type RegisterKey, registerColumn } from '../../contract/register.ts'
import { planPeople, planPlaces } from '../../demo/county/plan.ts'
import type { CountySize } from '../../demo/county/size.ts'
import { valuesOf } from '../../demo/enrol.ts'
import { writeWorkbook } from '../../server/core/spreadsheet/write-workbook.ts'
import { formatRow } from '../../server/features/exchange/register/format-row.ts'

const since = { registerOpened: '2015-12-20', probationSince: '2025-12-20' }

const keys: readonly RegisterKey[] = [
  ...(['name', 'branchName', 'idNumber', 'sex', 'ethnic', 'birthOn', 'education', 'category'] as const),
  ...(['joinedOn', 'fullOn', 'job', 'mobile', 'homeAddress', 'householdPlace', 'isFloating'] as const),
  'floatingTo',
]

/** Another division than that of the county's own people, none of the national list either: nobody is registered twice. */
function elsewhere(idNumber: string): string {
  const digits = `330298${idNumber.slice(6, 17)}`
  return digits + checkCharacter(digits)
}

/** An Excel file with all members of a county, each with township, village and branch, as an office keeps it. */
export function registerOf(size: CountySize): Promise<Uint8Array> {
  const places = planPlaces(size)
  const names = new Map(
    places.flatMap((township) =>
      township.villages.flatMap((village) =>
        village.branches.map(({ key, name }) => [key, `${township.name}${name}`] as const),
      ),
    ),
  )
  const rows = planPeople(7, places, since)
    .flat()
    .map((person) =>
      formatRow(
        {
          ...valuesOf(person),
          branchName: names.get(person.branch) ?? '',
          idNumber: elsewhere(person.idNumber),
        },
        keys,
      ),
    )
  const columns = keys.map((key) => ({ header: registerColumn(key).header }))
  return writeWorkbook([{ name: '党员名册', columns, rows }])
}
