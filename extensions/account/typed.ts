/** What the customer typed or chose in the element of an event; empty when it has no value. */
export const typedIn = ({ currentTarget }: Event): string =>
  currentTarget && 'value' in currentTarget && typeof currentTarget.value === 'string' ? currentTarget.value : ''

/** Whether the switch of an event is on. */
export const isTurnedOn = ({ currentTarget }: Event): boolean =>
  currentTarget !== null && 'checked' in currentTarget && currentTarget.checked === true
