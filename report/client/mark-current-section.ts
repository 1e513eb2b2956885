/** Marks in the navigation the section that is being read. */
export function markCurrentSection(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('nav a')].map((link) => [link.hash.slice(1), link]),
  );
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = links.get(target.id);
        if (isIntersecting) link?.setAttribute('aria-current', 'true');
        else link?.removeAttribute('aria-current');
      }
    },
    // The line a third down the window is where people read.
    { rootMargin: '-33% 0px -66% 0px' },
  );
  for (const section of document.querySelectorAll('.dashboard')) observer.observe(section);
}
