// What stands on the map itself: scale, zoom, layers, the name under the pointer, and messages.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

  mapapp.Scale = class {
    constructor(map) {
      this.map = map;
      this.text = el("span", {});
      this.bar = el("i", {});
      this.root = el("div", { class: "mapapp-scale" }, this.text, this.bar);
    }

    draw(words) {
      const latitude = this.map.getCenter().lat,
        y = mapapp.mercator.y(latitude);
      const pixels = mapapp.mercator.kilometre(y, 256 * 2 ** this.map.getZoom());
      const km = LENGTHS.find((length) => length * pixels >= 40) || LENGTHS[LENGTHS.length - 1];
      this.bar.style.width = Math.round(km * pixels) + "px";
      this.text.textContent = words.say("scale", {
        km: words.number(km),
        latitude: Math.abs(Math.round(latitude)),
        hemisphere: words.say(latitude < 0 ? "south" : "north"),
      });
    }
  };

  // The names of Leaflet's own buttons in the chosen language.
  mapapp.nameButtons = (map, words) => {
    for (const [name, key] of [
      ["in", "zoom_in"],
      ["out", "zoom_out"],
    ]) {
      const button = map.getContainer().querySelector(`.leaflet-control-zoom-${name}`);
      if (!button) continue;
      button.title = words.say(key);
      button.setAttribute("aria-label", words.say(key));
    }
  };

  mapapp.Hint = class {
    constructor() {
      this.root = el("div", { class: "mapapp-hint", hidden: true, "aria-hidden": "true" });
    }

    // A line beside the point (x, y) of the map, under a name where one is known; it opens to where there is room.
    show(text, { x, y, reach, size }, name) {
      this.root.hidden = !text;
      if (!text) return;
      this.root.replaceChildren(...(name ? [el("b", {}, name)] : []), text);
      const style = this.root.style;
      style.left = x < size.x / 2 ? x + "px" : "";
      style.right = x < size.x / 2 ? "" : size.x - x + "px";
      style.top = y < size.y - 90 ? y + reach + 6 + "px" : "";
      style.bottom = y < size.y - 90 ? "" : size.y - y + reach + 6 + "px";
    }

    hide() {
      this.root.hidden = true;
    }
  };

  mapapp.Message = class {
    constructor() {
      this.root = el("div", { class: "mapapp-message", role: "status" });
    }

    // A line of text after a wait in milliseconds, with a button where `again` is given; "" takes it away.
    say(text, wait, label, again) {
      clearTimeout(this.waiting);
      const put = () => {
        this.root.replaceChildren();
        if (!text) return;
        this.root.append(el("span", {}, text));
        if (again)
          this.root.append(
            el("button", { type: "button", class: "mapapp-button", on: { click: again } }, label),
          );
      };
      if (wait) this.waiting = setTimeout(put, wait);
      else put();
    }
  };
})();
