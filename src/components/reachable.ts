/**
 * Lets Tab stop at what scrolls sideways, as long as it does: without a stop it can be scrolled by pointer
 * alone in Safari, and not every screen reader finds what is out of sight.
 */
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});

for (const wide of document.querySelectorAll('.sl-markdown-content :is(table, pre)')) {
  watcher.observe(wide);
}
