import { desk } from './desk.ts'
import { discreet } from './discreet.ts'
import { doors } from './doors.ts'
import { noticeEnds } from './notice-ends.ts'
import { notices } from './notices.ts'
import { persons } from './persons.ts'
import { planning } from './planning.ts'
import { protections } from './protections.ts'
import { onRealNodes } from './real-nodes.ts'
import { stops } from './stops.ts'
import { work } from './work.ts'

// What people do at the screens, in the order in which one act makes the next possible.
onRealNodes([doors, work, desk, notices, noticeEnds, stops, persons, discreet, protections, planning])
