import { applyTheme, preferredTheme, type Theme } from '$shared/ui/theme/theme';
import { keep, recall } from './keepsake';

const kept = 'estrade.console.theme';

function remembered(): Theme | undefined {
  const value = recall(kept);
  return value === 'light' || value === 'dark' ? value : undefined;
}

/** The console's own light or dark, apart from the stage's: the system's until the trainer chooses. */
class ConsoleTheme {
  now: Theme = $state(remembered() ?? preferredTheme());

  constructor() {
    applyTheme(this.now);
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      if (!remembered()) this.#set(preferredTheme());
    });
  }

  choose(theme: Theme): void {
    keep(kept, theme);
    this.#set(theme);
  }

  #set(theme: Theme): void {
    this.now = theme;
    applyTheme(theme);
  }
}

export const theme = new ConsoleTheme();
