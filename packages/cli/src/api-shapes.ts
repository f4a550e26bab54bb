/** The API's shapes that its door hands out as schemas only, as the types of their values. */
import type { CarryReport, Decision, DemoAccount, EnrolBegun, ExchangeRow, LogList, NewAccountMade, PlanCounted, ReplayView } from '@entraide/node/api'

export type CarryReportShape = (typeof CarryReport)['_output']
export type DecisionShape = (typeof Decision)['_output']
export type DemoAccountShape = (typeof DemoAccount)['_output']
export type EnrolBegunShape = (typeof EnrolBegun)['_output']
export type LogListShape = (typeof LogList)['_output']
export type NewAccountMadeShape = (typeof NewAccountMade)['_output']
export type ExchangeRowShape = (typeof ExchangeRow)['_output']
export type ReplayViewShape = (typeof ReplayView)['_output']
export type PlanCountedShape = (typeof PlanCounted)['_output']
export type PlanMatterShape = PlanCountedShape['matter']
