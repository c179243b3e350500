// Joins marks that would lie on each other, on a grid of pixels, and finds what the pointer means.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // Strikes in the same square of so many pixels belong to the same group as the first of them did.
  const SQUARE = 4;

  class Grid {
    constructor(view, cell) {
      this.cell = cell;
      this.columns = Math.ceil(view.width / cell) + 3;
      this.heads = new Int32Array(this.columns * (Math.ceil(view.height / cell) + 3)).fill(-1);
      this.across = Math.ceil(view.width / SQUARE) + 1;
      this.squares = new Int32Array(this.across * (Math.ceil(view.height / SQUARE) + 1)).fill(-1);
      this.next = [];
      this.groups = [];
    }

    slot(x, y) {
      return (Math.floor(y / this.cell) + 1) * this.columns + Math.floor(x / this.cell) + 1;
    }

    // The group for a point: that of its square, else one near by, else a new one.
    at(x, y, distance) {
      const square = Math.floor(y / SQUARE) * this.across + Math.floor(x / SQUARE);
      if (this.squares[square] >= 0) return this.groups[this.squares[square]];
      let index = this.near(x, y, distance);
      if (index < 0) index = this.add({ x, y, rows: [], shares: [0, 0, 0, 0], count: 0 }, this.slot(x, y));
      this.squares[square] = index;
      return this.groups[index];
    }

    add(group, slot) {
      const index = this.groups.push(group) - 1;
      this.next.push(-1);
      if (slot === undefined) return index;
      this.next[index] = this.heads[slot];
      this.heads[slot] = index;
      return index;
    }

    near(x, y, distance) {
      const slot = this.slot(x, y),
        most = distance * distance;
      for (let dy = -this.columns; dy <= this.columns; dy += this.columns) {
        for (let dx = -1; dx <= 1; dx++) {
          for (let i = this.heads[slot + dy + dx]; i >= 0; i = this.next[i]) {
            const ox = this.groups[i].x - x,
              oy = this.groups[i].y - y;
            if (ox * ox + oy * oy < most) return i;
          }
        }
      }
      return -1;
    }
  }

  function put(group, columns, row) {
    group.rows.push(row);
    if (columns.shares) {
      for (let side = 0; side < 4; side++) {
        group.shares[side] += columns.shares[4 * row + side];
        group.count += columns.shares[4 * row + side];
      }
    } else {
      group.shares[columns.side[row]]++;
      group.count++;
    }
  }

  // The groups of the shown rows in view, each {x, y, rows, shares, count}; a group stands where its largest strike
  // is, and the selected row is never joined to others.
  mapapp.group = (columns, shown, view, selected, join) => {
    const grid = new Grid(view, join),
      { order, x: xs, y: ys } = columns;
    const { scale, left, top, width, height } = view;
    if (selected !== null && columns.drawn(selected)) {
      const x = view.x(xs[selected]),
        y = view.y(ys[selected]);
      if (x >= 0 && y >= 0 && x <= width && y <= height) {
        const group = { x, y, rows: [], shares: [0, 0, 0, 0], count: 0 };
        grid.add(group);
        put(group, columns, selected);
      }
    }
    for (let i = 0; i < order.length; i++) {
      const row = order[i];
      if (!shown[row] || row === selected) continue;
      const x = xs[row] * scale - left,
        y = ys[row] * scale - top;
      if (x >= 0 && y >= 0 && x <= width && y <= height) put(grid.at(x, y, join), columns, row);
    }
    return grid.groups;
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
