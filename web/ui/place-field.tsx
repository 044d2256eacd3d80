import { SelectField, type SelectFieldProps } from './field.tsx'

export type Place = { orgId: number; name: string }

type PlaceFieldProps = Omit<SelectFieldProps, 'options'> & { places: readonly Place[] }

/** Which of a few organisations: `value` is the number of one, as text, or nothing. */
export function PlaceField({ places, ...rest }: PlaceFieldProps) {
  return (
    <SelectField
      {...rest}
      options={places.map(({ orgId, name }) => ({ value: String(orgId), label: name }))}
    />
  )
}
