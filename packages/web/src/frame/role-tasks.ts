import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RoleCode } from './roles.ts'

/** What each role does, in one line. */
export const roleTasks: { readonly [R in RoleCode]: MessageDescriptor } = {
  OPR: msg`Receives, accepts, assigns and answers; sees every dossier of the node.`,
  LIA: msg`Asks and answers on behalf of an office in the partner's country.`,
  INV: msg`Writes requests and answers for the cases of one office.`,
  IDC: msg`Prepares identification files; sees those of the cell.`,
  ANA: msg`Writes and assesses information; sees the dossiers of one office.`,
  REL: msg`Reads what is about to leave and answers for it. Never releases what she wrote.`,
  MAG: msg`Authorises the use of judicial files.`,
  LEG: msg`Signs, activates and suspends agreements; reviews delicate cases.`,
  DPO: msg`Reads the acts log and the logs' standing; never content.`,
  SEC: msg`Opens the node, confirms partners, decides on grants of power.`,
  CON: msg`Issues travel documents.`,
  INS: msg`Checks who did what and why; depends on nobody's word.`,
  COO: msg`Keeps the action plan and its indicators.`,
  ADM: msg`Creates accounts and runs the machine; never sees content.`,
}
