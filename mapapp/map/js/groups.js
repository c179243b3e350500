// Joins marks that would lie on each other, on a grid of pixels, and finds what the pointer means.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  class Grid {
    constructor(view, cell) {
      this.cell = cell;
      this.columns = Math.ceil(view.width / cell) + 3;
      this.heads = new Int32Array(this.columns * (Math.ceil(view.height / cell) + 3)).fill(-1);
      this.next = [];
      this.groups = [];
    }

    slot(x, y) {
      return (Math.floor(y / this.cell) + 1) * this.columns + Math.floor(x / this.cell) + 1;
    }

    add(group, joins) {
      const index = this.groups.push(group) - 1;
      this.next.push(-1);
      if (!joins) return;
      const slot = this.slot(group.x, group.y);
      this.next[index] = this.heads[slot];
      this.heads[slot] = index;
    }

    near(x, y, distance) {
      const slot = this.slot(x, y);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          for (let i = this.heads[slot + dy * this.columns + dx]; i >= 0; i = this.next[i]) {
            const group = this.groups[i];
            if ((group.x - x) ** 2 + (group.y - y) ** 2 < distance * distance) return group;
          }
        }
      }
      return null;
    }
  }

  // The groups of the shown rows in view, each {x, y, rows, shares}; a group stands where its largest strike is,
  // and the selected row is never joined to others.
  mapapp.group = (columns, shown, view, selected, join) => {
    const grid = new Grid(view, join);
    const place = (row, joins) => {
      const x = view.x(columns.x[row]),
        y = view.y(columns.y[row]);
      if (!(x >= 0 && y >= 0 && x <= view.width && y <= view.height)) return;
      let group = joins ? grid.near(x, y, join) : null;
      if (!group) grid.add((group = { x, y, rows: [], shares: [0, 0, 0, 0] }), joins);
      group.rows.push(row);
      group.shares[columns.side[row]]++;
    };
    if (selected !== null && columns.drawn(selected)) place(selected, false);
    for (const row of columns.order) if (shown[row] && row !== selected) place(row, true);
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
