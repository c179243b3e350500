// Copies the link of exactly this view, and hands out what is shown as files.
const QUIET = ["embed", "embed_options", "s"];

// The address holds the view: the map writes place, zoom and strike into it, the page the filter.
const shortLink = async (base) => {
  const here = new URL(location.href);
  for (const name of QUIET) here.searchParams.delete(name);
  here.hash = "";
  if (!here.search) return here.href;
  try {
    const answer = await fetch(`${base}/views/short.json${here.search}`);
    const { s } = await answer.json();
    const short = `${here.origin}${here.pathname}?s=${s}`;
    return s && short.length < here.href.length ? short : here.href;
  } catch {
    return here.href;
  }
};

// The page of the code to paste has no view of its own: it shows the one that was left here.
const remember = (root) => {
  const save = () => {
    if (root.isConnected) sessionStorage.setItem("mapapp view", location.search);
    else clearInterval(timer);
  };
  const timer = setInterval(save, 500);
};

export default ({ parentElement, data }) => {
  const { labels, base } = data;
  const [button, status, field] = ["button", ".status", "input"].map((name) => parentElement.querySelector(name));
  if (!button.textContent) remember(button);
  button.textContent = labels.copy;
  field.setAttribute("aria-label", labels.link);
  button.onclick = async () => {
    const link = await shortLink(base);
    field.value = link;
    try {
      await navigator.clipboard.writeText(link);
      field.hidden = true;
      status.textContent = labels.copied;
    } catch {
      field.hidden = false;
      field.select();
      status.textContent = labels.by_hand;
    }
  };
  const links = data.files.map(({ label, href }) => {
    const link = document.createElement("a");
    link.textContent = label;
    link.href = base + href;
    link.download = "";
    return link;
  });
  parentElement.querySelector(".files").replaceChildren(...links);
};
