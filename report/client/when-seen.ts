/**
 * Draws once, when its box is about to be scrolled to or the page is printed: a page of many charts opens as fast as a
 * page of one.
 * @returns draws at once, unless it was drawn, and gives what was drawn
 */
export function whenSeen<T>(box: HTMLElement, draw: () => T): () => T {
  let drawn: { readonly result: T } | undefined;
  const drawOnce = () => {
    observer.disconnect();
    drawn ??= { result: draw() };
    return drawn.result;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) drawOnce();
    },
    { rootMargin: '50%' },
  );
  observer.observe(box);
  addEventListener('beforeprint', drawOnce, { once: true });
  return drawOnce;
}
