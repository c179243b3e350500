// Draws the marks of the design: each is drawn once as a small picture and then copied to the map.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const TURN = 2 * Math.PI;

  class Sprites {
    constructor(tokens) {
      this.tokens = tokens;
      this.paths = new Map();
      this.pictures = new Map();
      this.setTheme("light");
    }

    setTheme(theme) {
      this.theme = theme;
      this.colour = this.tokens.colour[theme];
    }

    radius(killed) {
      const known = killed === mapapp.UNKNOWN || killed === null ? 0 : killed;
      return this.tokens.marker.radius.reduce((r, step) => (known >= step.min ? step.r : r), 0);
    }

    dotRadius(killed) {
      const sizes = this.tokens.marker.radius.map((step) => step.r);
      return this.tokens.marker.dot.r[sizes.indexOf(this.radius(killed))];
    }

    groupRadius(count) {
      return this.tokens.cluster.radius.reduce((r, step) => (count >= step.min ? step.r : r), 0);
    }

    // How far from its centre a mark reaches, with its outline and halo.
    reach(mark) {
      if (mark.outcome === "intercepted") return this.tokens.marker.intercepted.r + 3;
      return mark.r + (mark.status === "acknowledged" ? 5 : 2);
    }

    // Copies the mark's picture to (x, y); `mark` is {side, target, status, outcome, r}.
    mark(context, mark, x, y, ratio) {
      const key = [this.theme, mark.side, mark.target, mark.status, mark.outcome, mark.r, ratio].join("|");
      let picture = this.pictures.get(key);
      if (!picture) this.pictures.set(key, (picture = this.picture(mark, ratio)));
      const half = picture.half;
      context.drawImage(picture, x - half, y - half, 2 * half, 2 * half);
    }

    picture(mark, ratio) {
      const half = Math.ceil(this.reach(mark)) + 2;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.ceil(2 * half * ratio);
      canvas.half = canvas.width / ratio / 2;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, canvas.width / 2, canvas.width / 2);
      if (mark.outcome === "intercepted") this.arc(context, mark);
      else this.disc(context, mark);
      return canvas;
    }

    // A tinted or hollow mark of an unknown side is drawn in the grey of places: its own is too weak for lines.
    lineColour(mark) {
      const weak =
        mark.side === "unknown" && (["claimed", "denied"].includes(mark.status) || mark.outcome !== "hit");
      return weak ? this.colour.place : this.colour.side[mark.side];
    }

    fill(mark) {
      if (mark.status === "denied") return this.colour.halo;
      const open = mark.status === "claimed" || mark.outcome === "unknown";
      return open ? this.colour.side_tint[mark.side] : this.colour.side[mark.side];
    }

    disc(context, mark) {
      const outline = this.tokens.marker.outline,
        taken = mark.status === "acknowledged";
      const ring = mark.r + (taken ? outline.acknowledged.gap + outline.acknowledged.width / 2 : 0);
      circle(context, ring + (taken ? 1 : 0.5) + this.tokens.marker.outer_halo, this.colour.halo);
      const full = this.fill(mark) === this.colour.side[mark.side];
      circle(context, mark.r - (taken ? 0.5 : 0), this.fill(mark));
      this.outline(context, mark, ring, full);
      if (mark.target !== "unknown") {
        const size = this.glyphSize(mark.r) * (mark.status === "denied" ? 0.72 : 1);
        this.glyph(context, mark.target, size, full ? this.colour.glyph : this.lineColour(mark));
      }
    }

    outline(context, mark, ring, full) {
      const outline = this.tokens.marker.outline,
        colour = this.lineColour(mark);
      if (mark.status === "acknowledged") return stroke(context, ring, colour, outline.acknowledged.width);
      if (mark.status === "claimed") {
        return stroke(context, mark.r, colour, outline.claimed.width, outline.claimed.dash);
      }
      if (mark.status === "denied") {
        const { width, ring_gap: gap } = outline.denied;
        stroke(context, mark.r, colour, width);
        return stroke(context, mark.r - width - gap, colour, width);
      }
      context.globalAlpha = full && mark.side !== "unknown" ? outline.reported.opacity : 1;
      stroke(context, mark.r, full ? this.colour.edge : colour, outline.reported.width);
      context.globalAlpha = 1;
    }

    arc(context, mark) {
      const open = this.tokens.marker.intercepted,
        outline = this.tokens.marker.outline;
      const middle = (-open.opening_at_degrees * Math.PI) / 180,
        gap = ((360 - open.arc_degrees) * Math.PI) / 360;
      const ends = [middle + gap, middle - gap + TURN];
      const width = mark.status === "denied" ? outline.denied.width : open.width;
      context.lineCap = "round";
      stroke(context, open.r, this.colour.halo, open.width + 3, null, ends);
      context.lineCap = "butt";
      const dash = mark.status === "claimed" ? outline.claimed.dash : null;
      stroke(
        context,
        open.r,
        this.lineColour(mark),
        mark.status === "acknowledged" ? width + 1 : width,
        dash,
        ends,
      );
      if (mark.status === "denied") stroke(context, open.r - 3.5, this.lineColour(mark), width, null, ends);
    }

    glyphSize(r) {
      return this.tokens.marker.glyph_px.reduce((px, step) => (r >= step.r ? step.px : px), 12);
    }

    glyph(context, name, size, colour) {
      const shape = this.tokens.glyph[name],
        line = this.tokens.glyph_defaults;
      if (!shape) return;
      context.save();
      context.scale(size / 24, size / 24);
      context.translate(-12, -12);
      context.fillStyle = context.strokeStyle = colour;
      context.lineWidth = shape.stroke_width || line.stroke_width;
      context.lineCap = line.linecap;
      context.lineJoin = line.linejoin;
      if (shape.fill) context.fill(this.path(shape.fill), line.fill_rule);
      if (shape.stroke) context.stroke(this.path(shape.stroke));
      context.restore();
    }

    path(text) {
      if (!this.paths.has(text)) this.paths.set(text, new Path2D(text));
      return this.paths.get(text);
    }

    // Several strikes: the sides' shares as a ring, their number within it; `shares` are counts by side.
    donut(context, shares, x, y) {
      const total = shares.reduce((sum, count) => sum + count, 0),
        width = this.tokens.cluster.ring;
      const r = this.groupRadius(total),
        sides = this.tokens.cluster.order;
      context.save();
      context.translate(x, y);
      circle(context, r + this.tokens.marker.outer_halo, this.colour[this.tokens.cluster.fill]);
      const gap = shares.filter(Boolean).length > 1 ? 0.06 : 0;
      let from = -Math.PI / 2;
      shares.forEach((count, side) => {
        if (!count) return;
        const to = from + (TURN * count) / total;
        stroke(context, r - width / 2, this.colour.side[sides[side]], width, null, [
          from + gap,
          Math.max(to - gap, from + gap),
        ]);
        from = to;
      });
      this.number(context, total);
      context.restore();
    }

    number(context, total) {
      const text = total < 1000 ? String(total) : (total / 1000).toFixed(total < 10000 ? 1 : 0) + "k";
      context.fillStyle = this.colour[this.tokens.cluster.number];
      context.font = `600 ${text.length > 3 ? 12 : 13}px ${this.tokens.type.sans}`;
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.fillText(text, 0, 4.5);
    }

    dot(context, side, r, x, y) {
      context.beginPath();
      context.arc(x, y, r, 0, TURN);
      context.fillStyle = this.colour.side[side];
      context.fill();
    }

    diamond(context, x, y) {
      const { half, width } = this.tokens.marker.place;
      context.beginPath();
      context.moveTo(x, y - half);
      context.lineTo(x + half, y);
      context.lineTo(x, y + half);
      context.lineTo(x - half, y);
      context.closePath();
      context.fillStyle = this.colour.halo;
      context.fill();
      context.strokeStyle = this.colour.place;
      context.lineWidth = width;
      context.stroke();
    }

    // The ring round the selected mark or, thinner, round the one under the pointer.
    ring(context, kind, reach, x, y) {
      const { width, gap, colour } = this.tokens.marker[kind];
      context.save();
      context.translate(x, y);
      stroke(context, reach + gap - 1, this.colour.halo, width + 2.5);
      stroke(context, reach + gap - 1, this.colour[colour], width);
      context.restore();
    }

    badge(context, text, x, y) {
      context.beginPath();
      context.roundRect(x - 11, y - 8, 22, 16, 8);
      context.fillStyle = this.colour.panel;
      context.fill();
      context.strokeStyle = this.colour.selected;
      context.lineWidth = 1.2;
      context.stroke();
      context.fillStyle = this.colour.ink;
      context.font = `600 11.5px ${this.tokens.type.sans}`;
      context.textAlign = "center";
      context.fillText(text, x, y + 4);
    }
  }

  function circle(context, r, colour) {
    context.beginPath();
    context.arc(0, 0, r, 0, TURN);
    context.fillStyle = colour;
    context.fill();
  }

  function stroke(context, r, colour, width, dash, ends) {
    context.beginPath();
    context.arc(0, 0, r, ...(ends || [0, TURN]));
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash || []);
    context.stroke();
    context.setLineDash([]);
  }

  mapapp.Sprites = Sprites;
})();
