// The code that shows this map in another page, and what it will look like there.
const KEPT = "mapapp view";
// A page may be embedded in itself: then there is no preview in the preview.
const address = (base, theme) => {
  const params = new URLSearchParams(sessionStorage.getItem(KEPT) || "");
  for (const name of ["embed", "embed_options"]) params.delete(name);
  params.set("embed", "true");
  if (theme !== "auto") params.set("embed_options", theme + "_theme");
  return `${location.origin}${base}/?${params}`;
};

const frame = (data, { width, height, theme }) => {
  const made = document.createElement("iframe");
  made.src = address(data.base, theme);
  made.title = data.labels.title;
  made.width = width || "100%";
  made.height = height;
  made.style.border = "0";
  made.loading = "lazy";
  made.allow = "clipboard-write; fullscreen";
  return made;
};

export default ({ parentElement, data }) => {
  const { labels } = data,
    find = (name) => parentElement.querySelector(name);
  for (const name of ["width", "height", "theme", "code"]) find(".l-" + name).textContent = labels[name];
  find("button").textContent = labels.copy;
  find("h2").textContent = labels.preview;
  const theme = find(".theme"),
    chosen = theme.value || "auto";
  theme.replaceChildren(
    ...["auto", "light", "dark"].map((name) => {
      const option = document.createElement("option");
      option.value = name;
      option.textContent = labels[name];
      return option;
    }),
  );
  theme.value = chosen;
  const code = find("textarea"),
    within = (value, least, most) => Math.round(Math.max(least, Math.min(most, Number(value) || 0)));
  const draw = () => {
    const size = { width: within(find(".width").value, 0, 4000), height: within(find(".height").value, 300, 4000) };
    const made = frame(data, { ...size, theme: theme.value });
    if (code.value === made.outerHTML) return;
    code.value = made.outerHTML;
    find(".preview").replaceChildren(made);
  };
  for (const name of [".width", ".height", ".theme"]) find(name).onchange = draw;
  find("button").onclick = async () => {
    try {
      await navigator.clipboard.writeText(code.value);
      find(".status").textContent = labels.copied;
    } catch {
      code.select();
      find(".status").textContent = labels.by_hand;
    }
  };
  draw();
};
