/* The form sends once, to this origin; it keeps nothing in the browser, and tells the page around it its height. */
"use strict";
const $ = id => document.getElementById(id);
const form = $("form");
const language = document.documentElement.lang;
const texts = $("texts").content.firstElementChild.dataset;
const around = form.dataset.origin;
const tell = data => { if (parent !== window) parent.postMessage(data, around); };
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
const FIRST_AGE = 13;
let purposes = [];
let policy = null;
/* Another for what is sent corrected; the same when no answer came, or none of the service itself. */
let key = newKey();

new ResizeObserver(() => tell({ height: Math.ceil(document.body.getBoundingClientRect().height) + 1 })).observe(document.body);
$("language").addEventListener("click", event => tell({ language: event.currentTarget.dataset.language }));
form.hidden = false;

const show = section => {
  for (const id of ["form", "done", "young"]) $(id).hidden = id !== section;
  for (const id of ["title", "language"]) $(id).hidden = section !== "form";
  $(section).focus();
};
const problem = text => {
  $("problem").textContent = text;
  $("problem").hidden = !text;
  if (text) $("problem").focus();
};
const mark = (id, wrong) => {
  $(id).setAttribute("aria-invalid", String(wrong));
  $(`${id}Error`).hidden = !wrong;
  return wrong;
};
const age = birth => {
  const [year, month, day] = birth.split("-").map(Number);
  const now = new Date();
  const before = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day);
  return now.getUTCFullYear() - year - (before ? 1 : 0);
};
const ask = async path => {
  const answer = await fetch(`/api/v1/${path}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(path);
  return answer.json();
};

const box = purpose => {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const words = document.createElement("span");
  label.className = "box";
  input.type = "checkbox";
  input.name = purpose.purpose;
  words.textContent = purpose.wordings.find(wording => wording.language === language).text;
  label.append(input, words);
  return label;
};
const load = async () => {
  const [catalogue, current] = await Promise.all([ask("purposes"), ask("policies/current")]);
  purposes = catalogue.items.filter(purpose => !purpose.essential);
  policy = current;
  $("boxes").replaceChildren(...purposes.map(box));
  $("wording").textContent = catalogue.version;
  $("version").textContent = policy.version;
  $("sentences").replaceChildren(...policy.sentences.map(sentence => {
    const item = document.createElement("li");
    item.textContent = sentence[language];
    return item;
  }));
};

$("next").addEventListener("click", async () => {
  const birth = $("birthDate").value;
  if (mark("birthDate", !birth || age(birth) < 0 || age(birth) > 130)) return;
  if (age(birth) < FIRST_AGE) {
    form.reset();
    show("young");
    return;
  }
  try {
    await load();
    problem("");
    $("next").hidden = true;
    $("rest").hidden = false;
    $("givenName").focus();
  } catch {
    problem(texts.away);
  }
});

const wrong = () => [
  mark("birthDate", !$("birthDate").value),
  mark("givenName", !$("givenName").value.trim()),
  mark("familyName", !$("familyName").value.trim()),
  mark("email", !$("email").checkValidity()),
  mark("password", $("password").value.length < 12 || $("password").value.toLowerCase() === $("email").value.toLowerCase()),
  mark("phone", $("phone").value !== "" && !/^\+[1-9](?:[ ().-]{0,2}[0-9]){6,14}$/.test($("phone").value)),
  mark("accepted", !$("accepted").checked),
].includes(true);
const entered = () => ({
  birthDate: $("birthDate").value,
  givenName: $("givenName").value.trim(),
  familyName: $("familyName").value.trim(),
  email: $("email").value.trim(),
  password: $("password").value,
  ...($("phone").value ? { phone: $("phone").value } : {}),
  acceptedPolicyVersion: policy.version,
  choices: Object.fromEntries(purposes.map(({ purpose }) => [purpose, form.elements[purpose].checked ? "granted" : "denied"])),
  formToken: form.dataset.token,
});
const refused = async answer => {
  const told = await answer.json().catch(() => ({}));
  if (told.type === "/problems/under-age") {
    form.reset();
    show("young");
  } else if (answer.status === 403) {
    problem(texts.old);
  } else if (answer.status === 429) {
    problem(texts.busy);
  } else if (answer.status === 503) {
    problem(texts.away);
  } else {
    const fields = (told.errors ?? []).map(error => error.pointer.slice(1)).filter(id => $(`${id}Error`));
    fields.forEach(id => mark(id, true));
    problem(fields.length ? texts.check : texts.failed);
  }
};

form.addEventListener("submit", async event => {
  event.preventDefault();
  problem("");
  if (wrong()) {
    problem(texts.check);
    form.querySelector("[aria-invalid=true]").focus();
    return;
  }
  $("send").disabled = true;
  try {
    const answer = await fetch("/api/v1/registrations", {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json", "Accept-Language": language, "Idempotency-Key": key },
      body: JSON.stringify(entered()),
    });
    if (answer.status === 201) {
      form.reset();
      show("done");
    } else {
      if (answer.status < 500) key = newKey();
      await refused(answer);
    }
  } catch {
    problem(texts.away);
  }
  $("send").disabled = false;
});
