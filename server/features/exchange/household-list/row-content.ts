import type { HouseholdKey, HouseholdValues } from '../../../../contract/household-list.ts'
import type { HouseholdSheet } from '../../households/register-commands.ts'
import type { RowContent } from '../imports/row-content.ts'

/** What is kept of a row: what it says, and where it is written, the household as it would then stand. */
export type HouseholdContent = RowContent<HouseholdValues & { sheet?: HouseholdSheet }, HouseholdKey>
