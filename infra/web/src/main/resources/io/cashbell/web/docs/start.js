// validatorUrl null: nothing is sent to anybody else's server.
window.SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
});
