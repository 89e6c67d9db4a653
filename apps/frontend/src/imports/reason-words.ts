import type { RejectedRow } from '@esta-logic/client';

/** The reason without the place it starts with, for a table that has columns for row and column. */
export function reasonWords({ reason, row, column }: RejectedRow): string {
  const places = [
    `Row ${row}, column "${column}": `,
    `Row ${row}: `,
    `Fila ${row}, columna "${column}": `,
    `Fila ${row}: `,
  ];
  const place = places.find((start) => reason.startsWith(start)) ?? '';
  const rest = reason.slice(place.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
