// The terminal takes keys from the first moment, and again after the window was away: nobody has to click into it.
function takeKeys() {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys && !document.body.classList.contains("-closed")) keys.focus();
}
window.addEventListener("load", takeKeys);
window.addEventListener("focus", takeKeys);
