import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** « de » or « d’ » before a name: d’Orme, de Véga. */
const de = (name: string) => (/^[aeiouyàâäéèêëîïôöùûüœæh]/i.test(name) ? `d’${name}` : `de ${name}`);

/** Words of what several people on a browser meet, and of who comes back or goes elsewhere. */
export const people = {
  handover: {
    to: 'Passez l’ordinateur à',
    who: 'Qui est devant l’écran ?',
    whoText: 'Choisissez votre pseudonyme. Rien de la personne précédente ne reste affiché.',
    iAm: (name: string) => `Je suis ${name}`,
    other: 'Quelqu’un d’autre',
    saved: (name: string) => `La réponse ${de(name)} est enregistrée.`,
    kept: (name: string) => `La réponse ${de(name)} est gardée ici ; elle partira dès que la connexion revient.`,
    hidden: 'Elle ne s’affichera plus sur cet écran.',
    count: (n: number) => `${n} ${s(n, 'personne')} sur ce poste`,
    left: (names: string) => `Encore à répondre : ${names}`,
    none: 'Tout le monde a répondu sur ce poste.',
    offline: 'Sans connexion : les réponses sont gardées sur ce poste et partiront toutes seules, chacune sous son pseudonyme.',
    lampKept: 'a répondu, envoi en attente',
    lampOut: 'n’est plus sur ce poste',
    offer: 'Vous pouvez protéger votre passage par un code à quatre chiffres : Menu, « Mon code sur ce poste ».',
  },

  pin: {
    ask: (name: string) => `${name}, votre code`,
    label: 'Code à quatre chiffres',
    hint: 'Celui que vous avez choisi sur ce poste.',
    checking: 'Un instant…',
    wrong: (n: number) => (n === 0 ? 'Ce n’est pas ce code.' : `Ce n’est pas ce code. Encore ${n} ${s(n, 'essai')} avant une attente.`),
    wait: (time: string) => `Trop d’essais. Réessayez dans ${time}.`,
    digits: (n: number) => `${n} ${s(n, 'chiffre saisi', 'chiffres saisis')} sur 4`,
    forgotten: 'Code oublié',
    back: 'Ce n’est pas moi',

    lost: 'Code oublié',
    lostText: 'Votre code de reprise l’efface. Celui que vous avez reçu à l’entrée suffit, même sans connexion ; la personne qui anime peut vous en donner un nouveau.',
    lostCode: 'Code de reprise',
    lostHint: 'Six caractères, lettres ou chiffres.',
    lostDo: 'Effacer le code à quatre chiffres',
    lostBack: 'Revenir au code à quatre chiffres',

    heading: 'Mon code sur ce poste',
    why: 'Facultatif. Demandé quand on vous passe l’ordinateur, il évite que quelqu’un d’autre ouvre votre page par curiosité. Il reste sur ce poste.',
    set: 'Choisir un code',
    isSet: 'Un code à quatre chiffres protège votre passage.',
    change: 'Changer de code',
    remove: 'Retirer le code',
    choose: 'Quatre chiffres',
    chooseHint: 'Pas votre date de naissance : quatre chiffres que personne ne devine ici.',
    again: 'Une seconde fois',
    differ: 'Les deux ne sont pas les mêmes. Recommencez.',
    done: 'Code enregistré.',
    removed: 'Code retiré.',
    cancel: 'Annuler',
  },

  tab: {
    heading: 'Estrade est déjà ouvert dans un autre onglet.',
    text: 'Pour que rien ne se mélange, la séance se suit dans un seul onglet à la fois. Rien n’est perdu.',
    leftHeading: 'La séance continue dans un autre onglet.',
    here: 'Continuer ici',
    alone: 'Vous pouvez aussi fermer cet onglet.',
  },

  moved: {
    heading: 'Vous avez continué sur un autre appareil.',
    headingOf: (name: string) => `${name} a continué sur un autre appareil.`,
    text: 'Vos réponses vous y ont suivi. Cet appareil ne les affiche plus.',
    waiting: (n: number) => `${n} ${s(n, 'réponse donnée ici attend', 'réponses données ici attendent')} encore ; ${s(n, 'elle partira', 'elles partiront')} si vous revenez sur cet appareil.`,
    back: 'Revenir sur celui-ci',
    backText: 'L’autre appareil sera prévenu à son tour.',
    others: 'Passer l’ordinateur à quelqu’un d’autre',
    forget: 'Retirer de ce poste',
    leave: 'Entrer avec un autre code',
  },
};

export type PeopleWords = typeof people;
