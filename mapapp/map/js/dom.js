// Elements with text set as text: nothing here reads markup.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  mapapp.el = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "class") element.className = value;
      else if (key === "on")
        for (const [event, call] of Object.entries(value)) element.addEventListener(event, call);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  // Text for the one place that Leaflet reads as markup, its line of attributions.
  mapapp.escaped = (text) => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // A link that opens beside the app, for web addresses; the text alone for any other.
  mapapp.link = (address, text) => {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return document.createTextNode(text);
    }
    if (!["http:", "https:"].includes(url.protocol)) return document.createTextNode(text);
    return mapapp.el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
  };

  // A sample of a mark as a small picture; `paint(context)` draws round its centre.
  mapapp.sample = (width, height, paint) => {
    const ratio = window.devicePixelRatio || 1;
    const canvas = mapapp.el("canvas", {
      "aria-hidden": "true",
      width: width * ratio,
      height: height * ratio,
    });
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, (width * ratio) / 2, (height * ratio) / 2);
    paint(context, ratio);
    return canvas;
  };

  // The interface's words in one language, with figures and dates written as that language does.
  mapapp.Words = class {
    constructor(language) {
      this.language = mapapp.words[language] ? language : "en";
      this.table = mapapp.words[this.language];
      this.locale = this.language === "uk" ? "uk" : "en-GB";
      this.formats = new Map();
      this.plural = new Intl.PluralRules(this.locale);
    }

    say(key, values) {
      const text = this.table[key] || "";
      return text.replace(/\{(\w+)\}/g, (_, name) => (values && name in values ? values[name] : ""));
    }

    // A value of the model in words; a name that the table does not have stands as it is.
    value(kind, value) {
      return Object.hasOwn(this.table, `${kind}.${value}`) ? this.table[`${kind}.${value}`] : String(value);
    }

    count(key, count) {
      return this.say(`${key}_${this.plural.select(count)}`, { count: this.number(count) });
    }

    number(value) {
      this.numbers = this.numbers || new Intl.NumberFormat(this.locale);
      return this.numbers.format(value);
    }

    date(date, options) {
      const shape = options || { day: "numeric", month: "long", year: "numeric", weekday: "long" };
      // To make a format costs a thousand times as much as to use it.
      const key = JSON.stringify(shape);
      let format = this.formats.get(key);
      if (!format) {
        format = new Intl.DateTimeFormat(this.locale, { ...shape, timeZone: "UTC" });
        this.formats.set(key, format);
      }
      return format.format(date);
    }
  };

  mapapp.capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
})();
