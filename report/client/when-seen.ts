import { once } from './once.js';

/**
 * Opens once, when its box is about to be scrolled to or the page is printed: a page of many panels opens as fast as
 * a page of one.
 * @returns opens at once, unless it is open, and gives what was opened
 */
export function whenSeen<T>(box: HTMLElement, open: () => T): () => T {
  const openOnce = once(() => {
    observer.disconnect();
    return open();
  });
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) openOnce();
    },
    { rootMargin: '50%' },
  );
  observer.observe(box);
  // Whoever is faster than the observer finds the panel open all the same.
  for (const event of ['pointerdown', 'focusin']) {
    box.addEventListener(event, openOnce, { once: true, capture: true });
  }
  addEventListener('beforeprint', openOnce, { once: true });
  return openOnce;
}
