/**
 * Lets the page open without a network from now on, where the browser can (TLS or this machine itself). It waits until
 * everything is loaded: on a slow line the first view goes first.
 */
export function keepPageForLater(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () =>
    void navigator.serviceWorker.register('/r/sw.js', { scope: '/r/' }).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}
