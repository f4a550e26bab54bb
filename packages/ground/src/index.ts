export { base64url, bigEndian, concat, fromBase64url, fromBigEndian, fromHex, fromUtf8, hex, sameBytes, utf8 } from './bytes.ts'
export { canonicalBytes, canonicalText, type Json } from './canonical.ts'
export { isNodeId, isReference, isUuid, mintedAt, type NodeId, nodeId, type Reference, reference, stateOf, type Uuid, uuid7 } from './id.ts'
export {
  type CalendarDate,
  calendarDate,
  dateIn,
  day,
  hour,
  type Instant,
  instant,
  instantOf,
  isCalendarDate,
  isInstant,
  isTimeZone,
  later,
  laterDate,
  millisecondsOf,
  minute,
  second,
  startOfDay,
  type TimeZone,
  timeIn,
} from './instant.ts'
export { type JsonLimits, type JsonReading, pointerStep, readJson, type TextPlace, usualJsonLimits } from './json.ts'
export { type Fact, type Facts, Fault, isRefusal, type Refusal, refuse } from './refusal.ts'
