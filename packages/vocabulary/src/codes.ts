import type { CodeOf } from './schemes.ts'

/** What law an authority's node works under; one node, one regime (R2). */
export type LegalRegime = CodeOf<'legalRegime'>
/** On which case of the law data go to a third country (R19). */
export type TransferBasis = CodeOf<'transferBasis'>
/** What a message is: request, reply, spontaneous information… */
export type MessageType = CodeOf<'messageType'>
/** What data may be used for; one per message (R3). */
export type Purpose = CodeOf<'purpose'>
/** What crime a message concerns (Europol Regulation, Annex I). */
export type CrimeArea = CodeOf<'crimeArea'>
export type DrugType = CodeOf<'drugType'>
export type Unit = CodeOf<'unit'>
/** What a receiver may do with an item (H0 to H3, R10). */
export type HandlingCode = CodeOf<'handlingCode'>
/** How reliable a source is (R11). */
export type SourceEval = CodeOf<'sourceEval'>
/** How sure a piece of information is (R11). */
export type InfoEval = CodeOf<'infoEval'>
/** How secret a thing is; `term('classification', code).rank` orders them (R14). */
export type Classification = CodeOf<'classification'>
export type ThreatLevel = CodeOf<'threatLevel'>
export type TerCategory = CodeOf<'terCategory'>
/** In what capacity a person appears (LED art. 6). */
export type SubjectCategory = CodeOf<'subjectCategory'>
/** What kind of data; some are special, some never travel (R24, R26). */
export type DataCategory = CodeOf<'dataCategory'>
/** How fast an answer is wanted; `target` is an ISO 8601 duration. */
export type Urgency = CodeOf<'urgency'>
/** Why an answer is refused, from a closed list (R9). */
export type RefusalGround = CodeOf<'refusalGround'>
export type HitOutcome = CodeOf<'hitOutcome'>
export type IdentificationOutcome = CodeOf<'identificationOutcome'>
/** What must be examined before a person is identified for return (R29 to R36). */
export type IdentificationGuard = CodeOf<'identificationGuard'>
export type TravelDocument = CodeOf<'travelDocument'>
export type RelationType = CodeOf<'relationType'>
export type TraffickingRole = CodeOf<'traffickingRole'>
/** What a receiver promises before it may read (R23). */
export type Assurance = CodeOf<'assurance'>
/** How information was come by (R33). */
export type Provenance = CodeOf<'provenance'>
export type RightsRequest = CodeOf<'rightsRequest'>
export type RightsOutcome = CodeOf<'rightsOutcome'>
export type NoticeAck = CodeOf<'noticeAck'>
export type Supervisor = CodeOf<'supervisor'>
export type EntityType = CodeOf<'entityType'>
export type PlanItemStatus = CodeOf<'planItemStatus'>
export type VisitState = CodeOf<'visitState'>
export type Script = CodeOf<'script'>
export type LanguageCode = CodeOf<'language'>
export type Country = CodeOf<'country'>
export type Port = CodeOf<'port'>
/** In what role a person works at a node; some exclude each other. */
export type Role = CodeOf<'role'>
export type Clock = CodeOf<'clock'>
