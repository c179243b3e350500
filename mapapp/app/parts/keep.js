// Saves the view that the address holds, under a name.
export default ({ parentElement, data, setTriggerValue }) => {
  const [form, label, field, button] = ["form", "label", "input", "button"].map((name) =>
    parentElement.querySelector(name),
  );
  label.textContent = data.labels.name;
  field.setAttribute("aria-label", data.labels.name);
  button.textContent = data.labels.keep;
  form.onsubmit = (event) => {
    event.preventDefault();
    setTriggerValue("kept", { name: field.value, query: location.search });
    field.value = "";
  };
};
