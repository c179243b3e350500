// The key: it names what is drawn now, and nothing else.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el, sample } = mapapp;
  const STATUSES = ["reported", "acknowledged", "claimed", "denied"];

  mapapp.Key = class {
    constructor(sprites, changed) {
      this.sprites = sprites;
      this.changed = changed;
      this.signs = false;
      this.summary = el("summary", {}, el("span", {}));
      this.body = el("div", { class: "mapapp-keys" });
      this.root = el("details", { class: "mapapp-key" }, this.summary, this.body);
      this.root.open = remembered();
      this.root.addEventListener("toggle", changed);
      // A click comes before the toggle that it causes, which by itself also tells of what a script opened.
      this.summary.addEventListener("click", () => remember(!this.root.open));
    }

    // `seen` are the sets {side, target, status, outcome}, and {names, several, areas, places} of what is drawn.
    draw(seen, words) {
      this.summary.firstChild.textContent = words.say("key");
      this.body.replaceChildren(
        ...[
          this.colours(seen, words),
          this.outlines(seen, words),
          seen.side.size ? this.sizes(words) : null,
          this.place(seen, words),
          this.layers(seen, words),
          this.targets(seen, words),
        ].filter(Boolean),
      );
    }

    mark(options) {
      const mark = {
        side: "unknown",
        target: "unknown",
        status: "reported",
        outcome: "hit",
        r: 8,
        ...options,
      };
      return sample(24, 24, (context, ratio) => this.sprites.mark(context, mark, 0, 0, ratio));
    }

    colours(seen, words) {
      const rows = this.sprites.tokens.cluster.order.filter((side) => seen.side.has(side));
      const name = (side) =>
        side === "unknown"
          ? words.say("not_known")
          : seen.names[side].map((actor) => words.value("actor", actor)).join(", ") ||
            words.say("other_actors");
      return rows.length
        ? group(
            words.say("key_colour"),
            "mapapp-two",
            rows.map((side) => row(this.mark({ side }), name(side))),
          )
        : null;
    }

    outlines(seen, words) {
      const rows = STATUSES.filter((status) => seen.status.has(status)).map((status) =>
        row(this.mark({ status, r: status === "acknowledged" ? 6.5 : 8 }), words.say("key." + status)),
      );
      if (seen.outcome.has("intercepted"))
        rows.push(row(this.mark({ outcome: "intercepted" }), words.say("outcome.intercepted")));
      if (seen.several)
        rows.push(
          row(
            sample(24, 24, (context) => this.donut(context, seen)),
            words.say("key_several"),
          ),
        );
      return rows.length ? group(words.say("key_outline"), "mapapp-three", rows) : null;
    }

    donut(context, seen) {
      context.scale(0.7, 0.7);
      this.sprites.donut(
        context,
        this.sprites.tokens.cluster.order.map((side, i) => (seen.side.has(side) ? 2 + (i % 2) : 0)),
        0,
        0,
      );
    }

    sizes(words) {
      const steps = this.sprites.tokens.marker.radius.filter((_, i) => i % 2 === 0);
      const text = (min) =>
        min === 0 ? words.say("key_none") : min >= 100 ? min + "+" : min + "–" + (min < 20 ? 19 : 99);
      const circle = (r) =>
        sample(2 * r + 3, 2 * r + 3, (context) => {
          context.arc(0, 0, r, 0, 2 * Math.PI);
          context.strokeStyle = this.sprites.colour.ink2;
          context.lineWidth = 1.2;
          context.stroke();
        });
      return group(
        words.say("key_size"),
        "mapapp-sizes",
        steps.map((step) => el("div", {}, circle(step.r), text(step.min))),
      );
    }

    place(seen, words) {
      const rows = [];
      if (seen.areas) {
        rows.push(
          row(
            sample(24, 24, (context) =>
              mapapp.drawArea(context, { x: 0, y: 0, r: 9.5, side: seen.areas }, this.sprites),
            ),
            words.say("key_area"),
          ),
        );
      }
      if (seen.places)
        rows.push(
          row(
            sample(24, 24, (context) => this.sprites.diamond(context, 0, 0)),
            words.say("key_mention"),
          ),
        );
      return rows.length ? group(words.say("key_place"), "", rows) : null;
    }

    layers(seen, words) {
      const rows = [];
      if (seen.heat) rows.push(row(sample(24, 24, (context) => this.steps(context)), words.say("key_heat")));
      if (seen.arcs) rows.push(row(sample(24, 24, (context) => this.arc(context)), words.say("key_arcs")));
      for (const overlay of seen.overlays)
        rows.push(row(sample(24, 24, (context) => this.dashes(context)), mapapp.overlayName(overlay)));
      if (seen.perView) rows.push(el("div", { class: "mapapp-row" }, words.say("per_view")));
      return rows.length ? group(words.say("key_layers"), "", rows) : null;
    }

    steps(context) {
      context.fillStyle = this.sprites.colour.accent;
      [0.1, 0.3, 0.5].forEach((alpha, i) => {
        context.globalAlpha = alpha;
        context.fillRect(-11 + 7.5 * i, -6, 7, 12);
      });
    }

    arc(context) {
      context.strokeStyle = this.sprites.colour.ink2;
      context.lineWidth = 1.25;
      context.beginPath();
      context.moveTo(-8, 6);
      context.quadraticCurveTo(0, -10, 9, 2);
      context.stroke();
      context.fillStyle = this.sprites.colour.halo;
      context.fillRect(-11, 3, 6, 6);
      context.strokeRect(-11, 3, 6, 6);
    }

    dashes(context) {
      context.strokeStyle = this.sprites.colour.ink2;
      context.lineWidth = 1.6;
      context.setLineDash([8, 3, 2, 3]);
      context.beginPath();
      context.moveTo(-11, 4);
      context.lineTo(11, -4);
      context.stroke();
    }

    // The signs of the targets are opened by themselves: the card and the table name the target too.
    targets(seen, words) {
      const names = Object.keys(this.sprites.tokens.glyph).filter(
        (name) => name !== "unknown" && seen.target.has(name),
      );
      if (!names.length) return null;
      const sign = (name) =>
        sample(20, 20, (context) => this.sprites.glyph(context, name, 16, this.sprites.colour.ink2));
      const rows = names.map((name) => row(sign(name), words.value("target", name)));
      const more = el(
        "details",
        { class: "mapapp-more-key" },
        el("summary", {}, words.say("key_target")),
        el("div", { class: "mapapp-signs" }, ...rows),
      );
      more.open = this.signs;
      more.addEventListener("toggle", (event) => {
        event.stopPropagation();
        this.signs = more.open;
        this.changed();
      });
      return more;
    }
  };

  const row = (picture, text) => el("div", { class: "mapapp-row" }, picture, el("span", {}, text));
  const group = (name, kind, rows) =>
    el("div", { class: "mapapp-group" }, el("h3", {}, name), el("div", { class: kind }, ...rows));

  // What a reader chose is kept for wide and for narrow frames each: a phone's key is closed at first.
  const wide = () => window.innerWidth >= mapapp.tokens.layout.breakpoint;
  const keptAs = () => (wide() ? "mapapp-key-wide" : "mapapp-key-narrow");

  function remembered() {
    try {
      return (localStorage.getItem(keptAs()) || (wide() ? "open" : "closed")) === "open";
    } catch {
      return wide();
    }
  }

  function remember(open) {
    try {
      localStorage.setItem(keptAs(), open ? "open" : "closed");
    } catch {
      // A browser that keeps nothing opens the key as at first.
    }
  }
})();
