import { parentPort } from 'node:worker_threads'
import { balancePaper, dossierPaper, minutesPaper, type Paper, renderPaper } from '@entraide/paper'
import type { PaperOrder } from '../capabilities.ts'

function paperOf(order: PaperOrder): Paper {
  switch (order.paper) {
    case 'dossier':
      return dossierPaper(order.value, order.language)
    case 'minutes':
      return minutesPaper(order.value, order.language)
    case 'balance':
      return balancePaper(order.value, order.language)
  }
}

// The thread beside the node's event loop in which papers are set. It holds nothing: values come, octets go, or null where setting failed.
parentPort?.on('message', async (order: PaperOrder) => {
  const octets = await Promise.resolve()
    .then(() => renderPaper(paperOf(order)))
    .catch(() => null)
  parentPort?.postMessage(octets)
})
