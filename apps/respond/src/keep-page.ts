const FORMS = 'mingjian-forms';

/**
 * Lets the page open without a network from now on, where the browser can (TLS or this machine itself). It waits until
 * everything is loaded: on a slow line the first view goes first. The worker was not there yet when the first view
 * asked for the form, so a copy is laid by for it.
 */
export function keepPageForLater(surveyId: string): void {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  const register = () =>
    void navigator.serviceWorker
      .register('/r/sw.js', { scope: '/r/' })
      .then(() => layByForm(`/api/respond/${encodeURIComponent(surveyId)}`))
      // Private windows and full phones refuse; then the page needs a network to open, and says so.
      .catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}

async function layByForm(path: string): Promise<void> {
  const forms = await caches.open(FORMS);
  if ((await forms.match(path)) === undefined) await forms.add(path);
}
