/* A fold-out that is open where there is room and closed on phones, unless it is in use (data-used). */
export default function mount(fold) {
  const narrow = matchMedia("(max-width: 45em)");
  const follow = () => (fold.open = !narrow.matches || fold.hasAttribute("data-used"));
  follow();
  narrow.addEventListener("change", follow);
  return () => {
    narrow.removeEventListener("change", follow);
    fold.open = true;
  };
}
