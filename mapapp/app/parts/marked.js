// What the text of a report and the list of its strikes share: each tells the other, by events of the page, which
// strike is looked at or chosen.
const EVENT = "mapapp:strike";

const make = (tag, text = "", name = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
};

class Marked {
  // `name` says to the other from whom an event is.
  constructor(root, name) {
    this.root = root;
    this.name = name;
    this.hear = ({ detail }) => {
      if (!root.isConnected) document.removeEventListener(EVENT, this.hear);
      else this.heard(detail);
    };
    document.addEventListener(EVENT, this.hear);
  }

  // Called at every run of the page: only what changed is done.
  set(data) {
    if (this.data && this.data.version === data.version) return;
    this.data = data;
    this.fill(data);
  }

  // A pointer that only lies over the page must not take away what the keyboard looks at.
  tell(how, strike = null, field = null, jump = false) {
    if (how === "leave" && !this.looking) return;
    this.looking = how === "look";
    document.dispatchEvent(new CustomEvent(EVENT, { detail: { how, strike, field, jump, from: this.name } }));
  }
}

