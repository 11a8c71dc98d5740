// A page that shows one form of a node with ODK Web Forms and sends what is filled in, for tests.
//
//     page.html?server=/v1/key/TOKEN&form=ID
//
// What was sent stands in `window.sent`.

import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { createApp, h } from 'vue';

const asked = new URLSearchParams(location.search);
const server = asked.get('server');

async function listed(url, item) {
  const read = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/xml');
  const members = (element) => [...element.children].map((child) => [child.localName, child.textContent]);
  return [...read.getElementsByTagNameNS('*', item)].map((element) => Object.fromEntries(members(element)));
}

// The page and the node are reached by different ports: only the path of an address is followed.
const here = (url) => new URL(url).pathname + new URL(url).search;
const form = (await listed(`${server}/formList`, 'xform')).find((one) => one.formID === asked.get('form'));
const files = form.manifestUrl ? await listed(here(form.manifestUrl), 'mediaFile') : [];

async function send(payload, done) {
  const [data] = payload.data;
  const answer = await fetch(`${server}/submission`, { method: 'POST', body: data });
  window.sent = { status: answer.status, xml: await data.get('xml_submission_file').text() };
  done?.({ next: 'PRESERVE' });
}

const props = {
  formXml: await (await fetch(here(form.downloadUrl))).text(),
  fetchFormAttachment: async (url) => {
    const name = decodeURIComponent(String(url).split('/').pop());
    const file = files.find((one) => one.filename === name);
    return file ? fetch(here(file.downloadUrl)) : new Response(null, { status: 404 });
  },
  missingResourceBehavior: 'BLANK',
  onSubmit: send,
};
createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount('#form');
