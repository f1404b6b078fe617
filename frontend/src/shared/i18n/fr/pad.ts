/** Words of the pad that a signature is drawn on, for a phone and for the console. */
export const pad = {
  padLabel: 'Zone où tracer la signature. Sans souris ni écran tactile, choisissez « Signer au clavier ».',
  drawnLabel: 'Zone où tracer la signature : une signature est tracée.',
  padHint: 'au doigt, à la souris ou au pavé tactile',
  clear: 'Effacer',
  cleared: 'La signature est effacée.',
  keyboard: 'Signer au clavier',
  draw: 'Tracer la signature',
  typedLabel: 'Votre prénom et votre nom',
  typedHint: 'Les écrire ici vaut signature.',
  typedMissing: 'Écrivez votre nom pour signer.',
  drawnMissing: 'Tracez d’abord votre signature.',
  validate: 'Valider ma signature',
  sending: 'Envoi…',
};

export type PadWords = typeof pad;
