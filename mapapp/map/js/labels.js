// Names of countries, seas and cities, which give way to the marks; drawn with the areas of uncertainty.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // A zoom and the least thousands of people of a city, and of a capital, that is named there.
  const CITIES = [
    [3, 5000, 2500],
    [4, 1500, 700],
    [5, 600, 1],
    [6, 200, 1],
    [7, 90, 1],
    [8, 25, 1],
  ];
  const COUNTRIES_UP_TO = 8,
    MOST = 160;

  class Placer {
    constructor(context, view, boxes) {
      this.context = context;
      this.view = view;
      this.boxes = boxes;
    }

    free(box) {
      const [x0, y0, x1, y1] = box,
        { margin, width, height } = this.view;
      if (x0 < margin.x + 2 || y0 < margin.y + 2 || x1 > width - margin.x - 2 || y1 > height - margin.y - 2)
        return false;
      return !this.boxes.some((b) => x0 < b[2] && x1 > b[0] && y0 < b[3] && y1 > b[1]);
    }

    // Writes the text where it fits; `align` is "center", "left" or "right" of x.
    put(text, x, y, align, style) {
      const context = this.context;
      context.font = style.font;
      context.letterSpacing = style.tracking || "0px";
      const width = context.measureText(text).width;
      const left = align === "center" ? x - width / 2 : align === "right" ? x - width : x;
      const box = [left, y - 10, left + width, y + 3];
      if (!this.free(box)) return false;
      this.boxes.push(box);
      context.lineJoin = "round";
      context.lineWidth = style.haloWidth;
      context.strokeStyle = style.halo;
      context.strokeText(text, left, y);
      context.fillStyle = style.colour;
      context.fillText(text, left, y);
      return true;
    }
  }

  mapapp.Labels = mapapp.PaneCanvas.extend({
    setData(data) {
      this.data = data;
      return this;
    },

    // Drawn by the strike layer's turn, since its marks decide where there is room.
    draw(context, view) {
      for (const area of this.options.areas()) mapapp.drawArea(context, area, this.options.sprites);
      if (!this.data || this.options.hidden()) return;
      const placer = new Placer(context, view, this.options.obstacles(view));
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
      this.seas(placer, view);
      if (view.zoom <= COUNTRIES_UP_TO) this.countries(placer, view);
      this.cities(placer, view);
    },

    style(kind, colour, halo, haloWidth) {
      const type = this.options.sprites.tokens.type,
        face = type.scale[kind];
      const font = `${face.style || "normal"} ${face.weight} ${face.size}px ${type[face.family]}`;
      return { font, colour, halo, haloWidth, tracking: face.tracking ? face.tracking + "px" : "" };
    },

    // `own` is the row's Russian name where it has one itself; the others stand in a table by the English one.
    name(row, at, own) {
      const language = this.options.language();
      const russian = language === "ru" && ((own === 1 ? row[at + 1] : own) || (this.data.russian && this.data.russian[row[at]]));
      return russian || (language === "uk" && row[at + 1]) || row[at];
    },

    at(view, lon, lat) {
      const x = view.x(mapapp.mercator.x(lon)),
        y = view.y(mapapp.mercator.y(lat));
      return x < 0 || y < 0 || x > view.width || y > view.height ? null : [x, y];
    },

    seas(placer, view) {
      const colour = this.options.sprites.colour.map;
      const style = this.style("map_water", colour.label_water, colour.water, 2);
      for (const sea of this.data.seas) {
        const point = view.zoom >= sea[4] && this.at(view, sea[2], sea[3]);
        if (point) placer.put(this.name(sea, 0), point[0], point[1], "center", style);
      }
    },

    countries(placer, view) {
      const colour = this.options.sprites.colour.map;
      const style = this.style("map_country", colour.label_country, colour.label_halo, 3);
      for (const country of this.data.countries) {
        if ((country[4] * view.scale) / 360 < 34) break;
        const put = [];
        for (const [lon, lat] of country[3]) {
          const point = this.at(view, lon, lat);
          if (!point || put.some((other) => Math.hypot(other[0] - point[0], other[1] - point[1]) < 420))
            continue;
          if (placer.put(this.name(country, 1).toUpperCase(), ...point, "center", style)) put.push(point);
        }
      }
    },

    cities(placer, view) {
      const colour = this.options.sprites.colour.map;
      const style = this.style("map_city", colour.label_city, colour.label_halo, 3);
      const limits = [...CITIES].reverse().find(([zoom]) => view.zoom >= zoom);
      if (!limits) return;
      let written = 0;
      for (const city of this.data.cities) {
        if (city[4] < (city[5] ? limits[2] : limits[1]) || written >= MOST) continue;
        const point = this.at(view, city[2], city[3]);
        if (point && this.city(placer, city, ...point, style)) written++;
      }
    },

    city(placer, city, x, y, style) {
      const mark = this.options.markAt(x, y),
        text = this.name(city, 0, city[6]);
      const away = mark ? mark.room + 2 : 6,
        spot = [x - 3, y - 3, x + 3, y + 3];
      if (!mark && !placer.free(spot)) return false;
      const fits =
        placer.put(text, x + away, y + 4, "left", style) ||
        placer.put(text, x - away, y + 4, "right", style) ||
        placer.put(text, x, y - away - 2, "center", style);
      if (!fits) return false;
      if (!mark) {
        placer.boxes.push(spot);
        this.spot(placer.context, x, y);
      }
      return true;
    },

    spot(context, x, y) {
      const colour = this.options.sprites.colour.map;
      context.beginPath();
      context.arc(x, y, 2, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = colour.label_halo;
      context.stroke();
      context.fillStyle = colour.label_city;
      context.fill();
    },
  });

  // Places that a report names and no strike is at: diamonds, a layer of their own.
  mapapp.PlacesLayer = mapapp.PaneCanvas.extend({
    setData(places) {
      this.places = places;
      return this.redraw();
    },

    draw(context, view) {
      for (const place of this.places || []) {
        const x = view.x(mapapp.mercator.x(place.longitude)),
          y = view.y(mapapp.mercator.y(place.latitude));
        this.options.sprites.diamond(context, x, y);
      }
    },
  });

  // Areas at sea, under the land, so that the coast cuts them.
  mapapp.WaterAreas = mapapp.PaneCanvas.extend({
    draw(context) {
      for (const area of this.options.areas()) mapapp.drawArea(context, area, this.options.sprites);
    },
  });
})();
