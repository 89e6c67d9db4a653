export {
  type TimesheetReader,
  type TimesheetReading,
  readTimesheet,
  readTimesheetText,
  createTimesheetReader,
} from './read-timesheet.ts';
export { type Encoding, type NormalisedRow, type EmployeeRow, type Note, type ReadOptions } from './shift-rows.ts';
export { type Rejection, type RejectionCode } from './rejection.ts';
export { type PayKind } from './cells/pay-code.ts';
export { type LayoutDescription, describeLayouts, layoutsAsMarkdown } from './describe-layouts.ts';
export { type CsvReader, type OnRecord, createCsvReader, readCsv } from './csv/csv-reader.ts';
export { csvCell, writeCsv } from './csv/write-csv.ts';
export { type Delimiter } from './csv/detect-delimiter.ts';
