/** performance.now(), renewed while the component that asks for it stands. Call it while a component is made. */
export function ticking(every = 1_000): { readonly now: number } {
  let now = $state(performance.now());
  $effect(() => {
    const timer = setInterval(() => (now = performance.now()), every);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}
