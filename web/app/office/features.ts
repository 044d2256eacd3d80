import { homeOffice } from '../../features/home/office.ts'
import type { OfficeFeature } from '../../lib/pages.ts'

/** Every feature of the office pages. Within a group of the menu, items stand in this order. */
export const features: readonly OfficeFeature[] = [homeOffice]
