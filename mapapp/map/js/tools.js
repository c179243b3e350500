// The two panels of the map: layers, and tools. Words, no icons; each opens over the map and closes with Escape.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;

  mapapp.Tools = class {
    constructor(frame) {
      this.frame = frame;
      this.map = frame.map;
      this.way = null;
      this.sketch = null;
      this.locator = new mapapp.Locator(frame);
      this.overlays = new mapapp.Overlays(frame, () => this.fillLayers());
      this.layersButton = this.opener("layers");
      this.toolsButton = this.opener("tools");
      this.bar = el("div", { class: "mapapp-bar" }, this.layersButton, this.toolsButton);
      this.panel = el("div", { class: "mapapp-panel", hidden: true, id: "mapapp-panel" });
      this.panel.addEventListener("keydown", (event) => this.pressed(event));
      this.note = el("p", { class: "mapapp-measure", role: "status", hidden: true });
      this.root = el("div", { class: "mapapp-tools" }, this.bar, this.panel, this.note);
      this.drawn = new mapapp.DrawnLayer({
        pane: "mapapp-drawn",
        sprites: frame.sprites,
        drawn: () => ({ filter: frame.state.filter, way: this.way, sketch: this.sketch }),
      });
      frame.layers.drawn = this.drawn;
      this.map.addLayer(this.drawn);
      frame.layers.strikes.on("drawn", () => this.drawn.redraw());
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
      this.draw();
    }

    opener(name) {
      return el("button", {
        type: "button",
        class: "mapapp-button",
        "data-name": name,
        "aria-expanded": "false",
        "aria-controls": "mapapp-panel",
        on: { click: () => this.toggle(name) },
      });
    }

    toggle(name) {
      const open = this.open === name ? null : name;
      this.open = open;
      this.panel.hidden = !open;
      this.layersButton.setAttribute("aria-expanded", String(open === "layers"));
      this.toolsButton.setAttribute("aria-expanded", String(open === "tools"));
      if (open === "layers") this.fillLayers();
      if (open === "tools") this.fillTools();
      if (open) this.panel.querySelector("input, button, select").focus();
    }

    pressed(event) {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const button = this.open === "layers" ? this.layersButton : this.toolsButton;
      this.toggle(this.open);
      button.focus();
      event.stopPropagation();
    }

    // The words, again in another language.
    draw() {
      const { words } = this.frame;
      this.layersButton.textContent = words.say("layers");
      this.toolsButton.textContent = words.say("tools");
      if (this.open === "layers") this.fillLayers();
      if (this.open === "tools") this.fillTools();
    }

    fillLayers() {
      if (this.open !== "layers") return;
      const { frame } = this,
        { words, layers } = frame;
      const box = (name, layer) => this.box(words.say("layer_" + name), this.map.hasLayer(layer), (on) =>
        on ? this.map.addLayer(layer) : this.map.removeLayer(layer),
      );
      const strikes = this.box(words.say("layer_strikes"), !layers.strikes.hidden, (on) => {
        layers.strikes.hidden = !on;
        layers.strikes.redraw();
      });
      this.panel.setAttribute("aria-label", words.say("layers"));
      this.panel.replaceChildren(
        group(words.say("on_map"), strikes, box("heat", layers.heat), this.frame.columns && this.frame.columns.launch_x ? box("arcs", layers.arcs) : null, ...this.placesChoice(words, layers)),
        ...[mapapp.groundChoice(frame), mapapp.nameChoice(frame), this.overlays.group(words)].filter(Boolean),
      );
    }

    // Without a pointer the diamonds are gone through from here, one card after the other.
    placesChoice(words, layers) {
      if (!layers.places.places || !layers.places.places.length) return [];
      const open = () => {
        this.map.addLayer(layers.places);
        this.toggle("layers");
        this.frame.openPlace(0);
        this.frame.card.focus();
      };
      const on = this.map.hasLayer(layers.places);
      return [
        this.box(words.say("layer_places"), on, (wanted) => {
          if (wanted) this.map.addLayer(layers.places);
          else this.map.removeLayer(layers.places);
        }),
        el("button", { type: "button", class: "mapapp-tool", "data-name": "places", on: { click: open } }, words.say("go_through")),
      ];
    }

    box(text, on, changed) {
      const input = el("input", { type: "checkbox", on: { change: () => changed(input.checked) } });
      input.checked = on;
      return el("label", { class: "mapapp-choice" }, input, text);
    }

    fillTools() {
      const { words } = this.frame,
        { filter } = this.frame.state;
      this.panel.setAttribute("aria-label", words.say("tools"));
      const parts = [
        this.locator.group(words),
        group(
          words.say("area_tools"),
          this.button("draw_rectangle", () => this.startArea("rectangle")),
          this.button("draw_polygon", () => this.startArea("polygon")),
          this.button("area_of_view", () => this.takeView()),
          filter.area || filter.near ? this.button("area_off", () => this.areaOff()) : null,
        ),
        group(
          words.say("more_tools"),
          this.button("measure", () => this.startWay()),
          this.button("save_picture", () => this.savePicture()),
          fullScreenOf(this.frame) ? this.button("full_screen", () => this.fullScreen()) : null,
        ),
      ];
      this.panel.replaceChildren(...parts);
    }

    button(key, call) {
      const text = this.frame.words.say(key);
      return el("button", { type: "button", class: "mapapp-tool", "data-name": key, on: { click: call } }, text);
    }

    startArea(kind) {
      this.begin(kind, "help_" + kind, (points) => {
        this.stop();
        this.frame.setArea({ area: points, near: null });
      });
    }

    takeView() {
      const bounds = this.map.getBounds();
      const round = (value) => Math.round(value * 1e4) / 1e4;
      const area = [
        [round(Math.max(bounds.getWest(), -199)), round(bounds.getSouth())],
        [round(Math.min(bounds.getEast(), 199)), round(bounds.getNorth())],
      ];
      this.toggle("tools");
      this.frame.setArea({ area, near: null });
    }

    areaOff() {
      this.frame.setArea({ area: null, near: null });
      this.toggle("tools");
    }

    startWay() {
      this.begin("way", "help_way", (points) => {
        this.stop();
        this.way = points;
        this.say(this.length(points), true);
        this.drawn.redraw();
      });
    }

    begin(kind, help, done) {
      this.stop();
      this.way = null;
      if (this.open) this.toggle(this.open);
      this.say(this.frame.words.say(help), true);
      this.drawing = new mapapp.Drawing(this.map, kind, {
        done,
        cancel: () => this.cancel(),
        sketch: (points) => this.sketched(points, kind),
      });
    }

    sketched(points, kind) {
      this.sketch = kind === "way" ? null : Object.assign([...points], { closed: kind === "rectangle" });
      if (kind === "way") {
        this.way = points;
        if (points.length > 1) this.say(this.length(points), true);
      }
      this.drawn.redraw();
    }

    length(points) {
      const { words } = this.frame,
        km = mapapp.lengthOf(points);
      return words.say("measured", { km: words.number(km < 10 ? Math.round(km * 100) / 100 : Math.round(km)) });
    }

    cancel() {
      this.way = null;
      this.stop();
    }

    stop() {
      if (this.drawing) this.drawing.end();
      this.drawing = this.sketch = null;
      this.say("");
      this.drawn.redraw();
    }

    say(text, closable) {
      const { words } = this.frame;
      this.note.hidden = !text;
      const close = el("button", { type: "button", class: "mapapp-plain", on: { click: () => this.cancel() } }, words.say("close"));
      this.note.replaceChildren(...(text ? [el("span", {}, text), closable ? close : ""] : []));
    }

    async savePicture() {
      this.toggle("tools");
      try {
        download(await mapapp.picture(this.frame), "strikes.png");
      } catch {
        this.say(this.frame.words.say("picture_failed"), true);
      }
    }

    fullScreen() {
      const target = fullScreenOf(this.frame);
      this.toggle("tools");
      if (target.ownerDocument.fullscreenElement) target.ownerDocument.exitFullscreen();
      else target.requestFullscreen().catch(() => this.say(this.frame.words.say("full_failed"), true));
    }
  };

  const group = (name, ...children) =>
    el("fieldset", { class: "mapapp-set" }, el("legend", {}, name), ...children.filter(Boolean));
  mapapp.toolGroup = group;

  // What can fill the screen: the frame's own element in the page around, else the frame's root.
  function fullScreenOf(frame) {
    try {
      if (window.frameElement && window.frameElement.ownerDocument.fullscreenEnabled) return window.frameElement;
    } catch {
      // A page of another host: it is not ours to fill.
    }
    return document.fullscreenEnabled ? frame.root : null;
  }

  function download(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = el("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
})();
