export {
  BLOB_UNITS,
  failureOf,
  SECTIONS,
  type CrankRecord,
  type Ended,
  type RecordedEnvelope,
  type Section,
} from './crank-record.ts';
export { decodeTerms, encodeTerms, type CrankTerms, type TermsCapability } from './crank-terms.ts';
export { blobsOf, decodeRecord, problemOfRecord, type BlobSource } from './decode-record.ts';
export { encodeRecord, isBlobText, saltsOf, type BlobSink, type EncodedRecord } from './encode-record.ts';
export {
  CALL_SHAPES,
  type CallArgument,
  type CallShape,
  type CallState,
  type CallValue,
  type RecordedCall,
} from './recorded-call.ts';
export { keptArguments, recordedCharacters } from './kept-argument.ts';
export { Journal, type CrankRange, type StoredCrank } from './journal.ts';
export { JournalWriter, type JournalEntry } from './journal-writer.ts';
export { JournalCheck } from './journal-check.ts';
export { ListedState } from './listed-state.ts';
export {
  committedSections,
  commitmentsOf,
  type CommittedSection,
  type CommittedSections,
} from './committed-sections.ts';
export { recordOf, type SectionText } from './section-texts.ts';
export { guestEnvelope } from './recorded-envelope.ts';
export { problemOfState } from './state-check.ts';
export { stateWritesOf } from './state-writes.ts';
export { personalOpcodes, type PersonalOpcode, type PersonalOpcodes, type PersonalShape } from './personal-shape.ts';
export { closedSection, decodeSplit, fieldText, type CommittedSplit } from './split-section.ts';
export { joinText } from './split-text.ts';
