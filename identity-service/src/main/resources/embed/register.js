/* Puts the registration form where this script stands. It loads nothing else, and stores nothing in the browser. */
(() => {
  "use strict";
  const here = document.currentScript;
  const home = new URL("{base}").origin;
  const frame = document.createElement("iframe");
  const show = language => {
    frame.src = `${home}/embed/{partner}/form?lang=${language}`;
    frame.title = language === "ar" ? "نموذج التسجيل" : "Registration form";
  };
  const wanted = (here.dataset.lang || document.documentElement.lang || "en").toLowerCase();
  frame.referrerPolicy = "origin";
  Object.assign(frame.style, { display: "block", width: "100%", maxWidth: "40rem", height: "36rem", margin: "0 auto", border: "0" });
  addEventListener("message", told => {
    if (told.source !== frame.contentWindow || told.origin !== home) return;
    const { height, language } = told.data ?? {};
    if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 200), 5000)}px`;
    if (language === "ar" || language === "en") show(language);
  });
  show(wanted.startsWith("ar") ? "ar" : "en");
  here.after(frame);
})();
