import { onRealNodes } from './real-nodes.ts'
import { sweep } from './sweep.ts'

onRealNodes([sweep])
