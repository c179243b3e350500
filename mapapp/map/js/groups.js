// Joins marks that would lie on each other, on a grid of pixels, and finds what the pointer means.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // Strikes in the same square of so many pixels belong to the same group as the first of them did.
  const SQUARE = 4,
    MARGIN = 2;

  // Points joined greedily: each goes to one that is nearer than `distance`, else it starts a group of its own.
  class Grid {
    constructor(view, distance) {
      this.cell = distance;
      this.most = distance * distance;
      this.wide = Math.ceil(view.width / distance) + 2 * MARGIN;
      this.heads = new Int32Array(this.wide * (Math.ceil(view.height / distance) + 2 * MARGIN)).fill(-1);
      this.next = [];
      this.x = [];
      this.y = [];
    }

    slot(x, y) {
      return (Math.floor(y / this.cell) + MARGIN) * this.wide + Math.floor(x / this.cell) + MARGIN;
    }

    // The number of the group of a point.
    at(x, y) {
      const slot = this.slot(x, y);
      for (let dy = -this.wide; dy <= this.wide; dy += this.wide) {
        for (let dx = -1; dx <= 1; dx++) {
          for (let i = this.heads[slot + dy + dx]; i >= 0; i = this.next[i]) {
            const ox = this.x[i] - x,
              oy = this.y[i] - y;
            if (ox * ox + oy * oy < this.most) return i;
          }
        }
      }
      this.x.push(x);
      this.y.push(y);
      this.next.push(this.heads[slot]);
      return (this.heads[slot] = this.x.length - 1);
    }
  }

  // The rows in view by group: {groupOf, x, y}; groupOf[row] is -1 for a row that is not drawn here.
  function joined(columns, shown, view, selected, distance) {
    const { order, x: xs, y: ys, count } = columns,
      { scale, left, top, width, height } = view;
    const across = Math.ceil(width / SQUARE) + 1;
    const squares = new Int32Array(across * (Math.ceil(height / SQUARE) + 1)).fill(-1);
    const groupOf = new Int32Array(count).fill(-1),
      grid = new Grid(view, distance);
    for (let i = 0; i < count; i++) {
      const row = order[i];
      if (!shown[row] || row === selected) continue;
      const x = xs[row] * scale - left,
        y = ys[row] * scale - top;
      if (!(x >= 0 && y >= 0 && x <= width && y <= height)) continue;
      const square = ((y / SQUARE) | 0) * across + ((x / SQUARE) | 0);
      let group = squares[square];
      if (group < 0) group = squares[square] = grid.at(x, y);
      groupOf[row] = group;
    }
    return { groupOf, x: grid.x, y: grid.y };
  }

  // How many strikes each group has, by side.
  function sharesOf(columns, { groupOf, x }) {
    const shares = new Float64Array(4 * x.length),
      { side, count } = columns;
    for (let row = 0; row < count; row++) {
      const group = groupOf[row];
      if (group < 0) continue;
      if (!columns.shares) shares[4 * group + side[row]]++;
      else for (let s = 0; s < 4; s++) shares[4 * group + s] += columns.shares[4 * row + s];
    }
    return shares;
  }

  // Groups joined once more, wider: those of large donuts, so that none overlap.
  function wider(found, view, distance) {
    const grid = new Grid(view, distance);
    const to = found.x.map((x, i) => grid.at(x, found.y[i]));
    const { groupOf } = found;
    for (let row = 0; row < groupOf.length; row++) if (groupOf[row] >= 0) groupOf[row] = to[groupOf[row]];
    return { groupOf, x: grid.x, y: grid.y };
  }

  // The rows of each group, the one that killed most first, as parts of one array.
  function members(columns, { groupOf, x }) {
    const starts = new Uint32Array(x.length + 1);
    for (let row = 0; row < groupOf.length; row++) if (groupOf[row] >= 0) starts[groupOf[row] + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const at = starts.slice(),
      all = new Uint32Array(starts[x.length]);
    for (const row of columns.order) if (groupOf[row] >= 0) all[at[groupOf[row]]++] = row;
    return x.map((_, i) => all.subarray(starts[i], starts[i + 1]));
  }

  const total = (shares) => shares[0] + shares[1] + shares[2] + shares[3];

  function assembled(columns, found) {
    const rows = members(columns, found),
      shares = sharesOf(columns, found);
    return found.x.map((x, i) => {
      const parts = Array.from(shares.subarray(4 * i, 4 * i + 4));
      return { x, y: found.y[i], rows: rows[i], shares: parts, count: total(parts) };
    });
  }

  // The groups of the shown rows in view, each {x, y, rows, shares, count}; a group stands where its largest strike
  // is, and the selected row is never joined to others. `radius(count)` is a donut's.
  mapapp.group = (columns, shown, view, selected, join, radius) => {
    let found = joined(columns, shown, view, selected, join);
    const shares = sharesOf(columns, found);
    const mean = shares.reduce((sum, count) => sum + count, 0) / found.x.length;
    if (mean >= 10) found = wider(found, view, 2 * radius(mean * 2) + 4);
    const groups = assembled(columns, found);
    if (selected === null || !columns.drawn(selected)) return groups;
    const x = view.x(columns.x[selected]),
      y = view.y(columns.y[selected]);
    const parts = [0, 0, 0, 0];
    parts[columns.side[selected]] = 1;
    if (x >= 0 && y >= 0 && x <= view.width && y <= view.height)
      groups.unshift({ x, y, rows: Uint32Array.of(selected), shares: parts, count: 1 });
    return groups;
  };

  // The group whose mark is nearest to the point, of those that it touches or that are within `slack` pixels.
  mapapp.groupAt = (groups, x, y, slack) => {
    let best = null,
      nearest = Infinity;
    for (const group of groups) {
      const distance = Math.hypot(group.x - x, group.y - y);
      if (distance <= Math.max(group.reach, slack) && distance < nearest) [best, nearest] = [group, distance];
    }
    return best;
  };
})();
