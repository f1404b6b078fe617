/** Refusals that only the trainer's phone, or its pairing, meets, by the server's key; see errors.ts. */
export const pairingErrors = {
  'remote-unknown': {
    message: 'Ce téléphone n’est plus associé à la séance.',
    hint: 'Affichez un nouveau code sur la console, puis scannez-le.',
  },
  'remote-altered': {
    message: 'Le message a été modifié en route : rien n’a été fait.',
    hint: 'Réessayez ; si cela recommence, associez de nouveau le téléphone depuis la console.',
  },
  'remote-replayed': {
    message: 'Cette demande était déjà arrivée : rien n’a été fait de plus.',
    hint: 'Regardez l’étape affichée, puis réessayez s’il le faut.',
  },
  'remote-run': {
    message: 'Le programme vient de redémarrer : rien n’a été fait.',
    hint: 'Regardez l’étape affichée, puis réessayez.',
  },
  'remote-taken': {
    message: 'Ce code a déjà servi à un autre téléphone.',
    hint: 'Affichez un nouveau code sur la console : l’autre téléphone n’aura plus accès.',
  },
  'remote-late': {
    message: 'Cette demande est arrivée trop tard : rien n’a été fait.',
    hint: 'Regardez l’étape affichée, puis réessayez.',
  },
  'remote-elsewhere': {
    message: 'La télécommande est ouverte dans une autre fenêtre de ce téléphone.',
    hint: 'Continuez là-bas, ou ici.',
  },
  'remote-moved-on': {
    message: 'La séance a déjà avancé : rien n’a été fait de plus.',
    hint: 'Regardez l’étape affichée, puis décidez.',
  },
  'remote-on-console': {
    message: 'Cela se fait sur la console.',
    hint: 'Passez à l’ordinateur.',
  },
  'remote-paired': {
    message: 'Un téléphone est déjà associé.',
    hint: 'Détachez-le, ou confirmez qu’un autre le remplace.',
  },
  'remote-command': {
    message: 'Le téléphone ne peut pas faire cela.',
    hint: 'Rechargez sa page : elle est peut-être d’une autre version.',
  },
};
