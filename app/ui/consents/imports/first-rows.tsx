interface Props {
  names: readonly string[]
  rows: readonly (readonly string[])[]
}

/** A cell of a table that may be wide: the table scrolls, and the page does not. */
const CELL = {
  padding: '4px 8px',
  textAlign: 'start',
  whiteSpace: 'nowrap',
  maxWidth: 260,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
} as const

/** The first rows of the file, as they stand there. */
export function FirstRows({ names, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={names.join(', ')}>
      <table>
        <thead>
          <tr>
            {names.map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
              <th key={index} scope="col" style={CELL}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their places
            <tr key={number}>
              {names.map((_name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
                <td key={index} style={CELL}>
                  {row[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
