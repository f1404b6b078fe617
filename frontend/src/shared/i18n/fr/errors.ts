/**
 * Refusals by the key the server gives them: what happened, and the way out.
 * {names} are filled with the error's params.
 */
export const errors = {
  internal: {
    message: 'Quelque chose s’est mal passé dans Estrade.',
    hint: 'Rien de ce qui a été enregistré n’est perdu. Réessayez ; si cela recommence, redémarrez le programme.',
  },
  unreachable: {
    message: 'Estrade ne répond pas.',
    hint: 'Vérifiez que vous êtes toujours sur le Wi-Fi de la salle ; la connexion est retentée seule.',
  },
  timeout: {
    message: 'La réponse d’Estrade se fait attendre.',
    hint: 'Ce que vous avez saisi est gardé et repart dès que la connexion revient.',
  },
};

export type ErrorWords = typeof errors;
