import { Select, type SelectProps } from '@shopify/polaris'

/** A choice of a row of choices, as wide as there is room. */
export const Picker = (props: SelectProps) => (
  <div style={{ flex: '1 1 10rem' }}>
    <Select {...props} />
  </div>
)
