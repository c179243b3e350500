// Finding a place by its name as it is typed, going there, and keeping to the strikes near it.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const WAIT = 150,
    LEAST = 2,
    DISTANCES = [10, 25, 50, 100, 250, 500];

  mapapp.Locator = class {
    constructor(frame) {
      this.frame = frame;
      this.found = [];
      this.at = -1;
      this.km = 50;
    }

    group(words) {
      if (!this.frame.data.locate) return null;
      this.input = el("input", {
        type: "text",
        role: "combobox",
        autocomplete: "off",
        maxlength: "80",
        spellcheck: "false",
        "aria-expanded": "false",
        "aria-controls": "mapapp-places",
        "aria-autocomplete": "list",
        "aria-label": words.say("locate"),
        placeholder: words.say("locate"),
        on: { input: () => this.typed(), keydown: (event) => this.pressed(event) },
      });
      this.input.value = this.place ? mapapp.local(this.place, "name", words) : "";
      this.list = el("ul", { class: "mapapp-places", role: "listbox", id: "mapapp-places", hidden: true, "aria-label": words.say("locate") });
      const select = el("select", { class: "mapapp-step", "aria-label": words.say("distance") });
      select.append(...DISTANCES.map((km) => el("option", { value: String(km) }, words.say("km", { km: words.number(km) }))));
      select.value = String(this.km);
      select.addEventListener("change", () => (this.km = Number(select.value)));
      this.near = el(
        "button",
        { type: "button", class: "mapapp-button", "data-name": "near", on: { click: () => this.keepNear() } },
        words.say("keep_near"),
      );
      this.near.disabled = !this.place;
      this.said = el("p", { class: "mapapp-unseen", role: "status" });
      const row = el("div", { class: "mapapp-near" }, this.near, select);
      return mapapp.toolGroup(words.say("locate"), this.input, this.list, row, this.said);
    }

    typed() {
      clearTimeout(this.waiting);
      const text = this.input.value.trim();
      if (text.length < LEAST) return this.offer([]);
      this.waiting = setTimeout(() => this.look(text), WAIT);
      return undefined;
    }

    async look(text) {
      try {
        const found = await this.frame.data.locate(text, this.frame.words.language);
        if (this.input.value.trim() === text) this.offer(found);
      } catch {
        this.offer([]);
      }
    }

    offer(found) {
      const { words } = this.frame;
      this.found = found;
      this.at = -1;
      this.list.hidden = !found.length;
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      this.input.removeAttribute("aria-activedescendant");
      this.said.textContent = this.input.value.trim().length < LEAST ? "" : words.say("found", { count: found.length });
      this.list.replaceChildren(
        ...found.map((place, i) =>
          el(
            "li",
            { role: "option", id: "mapapp-place-" + i, "aria-selected": "false", on: { click: () => this.choose(i) } },
            mapapp.local(place, "name", words),
            el(
              "span",
              { class: "mapapp-small" },
              [place.admin1, place.country && mapapp.countryName(place.country, words)].filter(Boolean).join(", "),
            ),
          ),
        ),
      );
    }

    pressed(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.found.length) this.point((this.at + step + this.found.length) % this.found.length);
      else if (event.key === "Enter" && this.found.length) this.choose(Math.max(this.at, 0));
      else if (event.key === "Escape" && !this.list.hidden) this.offer([]);
      else return;
      event.preventDefault();
    }

    point(index) {
      this.at = index;
      [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      this.input.setAttribute("aria-activedescendant", "mapapp-place-" + index);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }

    choose(index) {
      const place = this.found[index];
      this.place = place;
      this.input.value = mapapp.local(place, "name", this.frame.words);
      this.offer([]);
      this.near.disabled = false;
      const zoom = place.radius_km > 150 ? 6 : place.radius_km > 40 ? 7 : 9;
      this.frame.map.setView([place.latitude, place.longitude], zoom, { animate: false });
    }

    keepNear() {
      const { latitude, longitude } = this.place;
      const short = (value) => Math.round(value * 1e4) / 1e4;
      this.frame.setArea({ near: [short(latitude), short(longitude), this.km], area: null });
    }
  };
})();
