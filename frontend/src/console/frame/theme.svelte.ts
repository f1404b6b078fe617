import { applyTheme, preferredTheme, type Theme } from '$shared/ui/theme/theme';

const kept = 'estrade.console.theme';

function remembered(): Theme | undefined {
  try {
    const value = localStorage.getItem(kept);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
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
    try {
      localStorage.setItem(kept, theme);
    } catch {
      // It holds until the window closes.
    }
    this.#set(theme);
  }

  #set(theme: Theme): void {
    this.now = theme;
    applyTheme(theme);
  }
}

export const theme = new ConsoleTheme();
