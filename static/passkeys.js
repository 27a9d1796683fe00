// Buttons that do nothing without a script stay hidden until this one runs, and where there are no keys: a browser
// gives them to a name, never to a bare number (127.0.0.1). A ceremony that fails says so beside its button.
(function () {
  "use strict";
  const number = /^[\d.]+$|:/.test(location.hostname);
  const fitting = window.PublicKeyCredential && !number ? ".with-script" : ".without-keys";
  for (const part of document.querySelectorAll(fitting)) part.hidden = false;

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault(); // its own words would go to the console only
    const told = document.getElementById("passkey-said");
    if (told) told.hidden = false;
  });
})();
