/**
 * 256 short words to be read aloud over the telephone, one for each value of a byte. French without accents: both sides
 * of the worked example speak it, and the same list serves everywhere, so that two officers never compare two lists.
 * Chosen so that no two sound alike at the start. The order is part of the format. Source: spec/pairing.md#words
 */
export const spokenWords: readonly string[] = (
  'abeille abri acier agenda aigle aile algue ambre ami ananas ancre anneau arbre argile armoire atlas auberge avenir avion avoine ' +
  'bagage balai balcon bambou banc barque bassin bateau beurre bijou biscuit bison blason bocal boeuf bonbon botte boucle boussole bouton ' +
  'brebis brique brosse brume bulle bureau cabane cactus cadran cahier caillou calme camion canal canot carotte carte casque castor cave ' +
  'cendre cercle cerise chaise chalet chameau champ chant chapeau charbon chat cheval chien chiffre chorale cigale ciment cirque citron clairon ' +
  'cloche clou cobalt coffre colline compas copain coq corail corbeau coton couloir cousin crabe crayon cuivre cumin curieux cycle cygne ' +
  'dalle danse datte dauphin desert diamant dictionnaire digue dindon docteur domino dragon drapeau dune eau eclair ecole ecran ecume elan ' +
  'encre epice erable escalier espoir etoile fable facteur faisan falaise farine faucon fenouil ferme feuille figue filet flamme fleuve flocon ' +
  'flute foin fontaine forge fougere foulard fourmi fraise frere fromage fumee fusain galet gant garage gazelle gel genou girafe glace ' +
  'globe gomme gorge gouache grain granit grelot grillon grotte guide guitare hamac harpe herbe herisson hibou horloge huile igloo image ' +
  'indigo iris ivoire jaguar jardin jasmin jetee jonque jument jungle jus kayak kiosque lac lagune laine lampe lavande legume lierre ' +
  'lilas lion livre loup lune lustre lynx macaron magasin mandarine marbre marteau melon menthe merle mesange miel mimosa miroir moulin mouton ' +
  'musee navire neige nid noisette nuage oasis ocean olive ombre orange orchidee orgue ours outil palmier ' +
  'papillon parapluie paon pelle perle phare piano pierre pigeon pirate pomme pont poulpe prairie prune puits radis raisin renard'
).split(' ')
