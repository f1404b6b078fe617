import { Later } from './later';

/** A Later of a component: what waits leaves when the component or the page goes, or the phone is put away. */
export function leavingLater(): Later {
  const later = new Later();
  $effect(() => {
    const leave = () => later.flush();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  });
  return later;
}
