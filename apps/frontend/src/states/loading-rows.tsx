/** Grey lines in the place of rows that are on their way; the words are for those who cannot see them. */
export function LoadingRows({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return Array.from({ length: rows }, (_, index) => (
    <tr key={index} aria-hidden="true" className="loading-row">
      {Array.from({ length: columns }, (_cell, column) => (
        <td key={column}>
          <span className="skeleton" />
        </td>
      ))}
    </tr>
  ));
}
