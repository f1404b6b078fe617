/** How long a first picture may take before the page says so and offers a way out, in milliseconds. */
export const slowAfter = 8_000;

/** Whether the component that asks has stood for long. Call it while a component is made. */
export function slow(after = slowAfter): { readonly now: boolean } {
  let late = $state(false);
  $effect(() => {
    const timer = setTimeout(() => (late = true), after);
    return () => clearTimeout(timer);
  });
  return {
    get now() {
      return late;
    },
  };
}
