/* Opens the browser's print window. Hidden without JavaScript, where it could do nothing. */
const print = () => window.print();

export default function mount(button) {
  button.hidden = false;
  button.addEventListener("click", print);
  return () => {
    button.hidden = true;
    button.removeEventListener("click", print);
  };
}
