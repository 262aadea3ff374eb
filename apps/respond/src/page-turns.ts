import { roomInFragment } from './room-seat';

/** The same address again, with what the browser keeps. */
export const reload = () => location.reload();
/**
 * A shared device starts anew: what is in memory goes, and with it everything of the pupil before. The room stays, a code
 * in the address does not.
 */
export const nextPupil = () => {
  const room = roomInFragment(location.hash);
  history.replaceState(null, '', location.pathname + location.search + (room === '' ? '' : `#s=${room}`));
  reload();
};

/** The questions could be shown from now on: what `bench page` measures. */
export function marked<Chunk>(chunk: Chunk): Chunk {
  performance.mark('form-ready');
  return chunk;
}
