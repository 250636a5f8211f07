// Runs first in the body: says that scripts work, so that pages made for them may show themselves.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
