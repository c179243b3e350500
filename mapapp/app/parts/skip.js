// By keyboard past the filters: to the row of the table where Tab would enter it.
const entry = () => {
  for (const element of document.querySelectorAll("[class*='st-key-strikes'] *")) {
    const row = element.shadowRoot && element.shadowRoot.querySelector("tbody tr[tabindex='0']");
    if (row) return row;
  }
  return document.querySelector("h1");
};

export default ({ parentElement, data }) => {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const target = entry();
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
  };
};
