import type { createDraft } from '@entraide/node'

type Fields = Parameters<typeof createDraft>[2]['fields']

/** An ordinary request of about 2 KB, in the smallest size class: one invented person, one fact, the reasons written out. */
export function requestFields(agreement: string, to: string, today: string): Fields {
  return {
    to: to as Fields['to'],
    messageType: 'REQ',
    inReplyTo: null,
    agreement,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'BIRT'],
    subjectCategory: 'SUS',
    handling: ['H1', 'H2'],
    transferBasis: 'LED-37-1-b',
    assurances: ['NDP', 'NTT', 'SPE'],
    classification: 'U',
    caseReference: 'BR.10.2026/114',
    reasons:
      'In a current investigation into the import of cannabis resin through a port, the person below is named by two co-suspects as the sender of the containers. We need to know whether this person is known to you and under which identity, so that the charge can be brought against the right one.',
    urgency: 'U3D',
    judicialFile: false,
    judicialAuthorisation: '',
    language: 'fr',
    title: 'Identity of a suspected sender',
    items: [
      {
        category: 'NAME',
        person: { names: ['Karim Exemple'], birthDate: '1985-03-02' },
        nature: 'fact',
        source: 'B',
        information: '2',
        provenance: 'OBSE',
        verifiedOn: today,
      },
    ],
    holdUntil: `${Number(today.slice(0, 4)) + 1}-05-01`,
    ground: null,
    extent: null,
    use: null,
    note: '',
  } as Fields
}
