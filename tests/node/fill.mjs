// The engine of ODK Web Forms as a client: lists and downloads forms from a node, fills them, sends them.
//
//     node fill.mjs SERVER SEEDS
//
// SERVER is the address that holds the token, or the one to sign in at. Prints one line of JSON for each
// submission: the form, what was sent and what the node said.

import { createHash } from 'node:crypto';

import { JSDOM } from 'jsdom';

// What the engine expects of a browser, and Node lacks.
const { window } = new JSDOM('', { url: 'http://localhost/' });
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) {
    globalThis[name] = window[name];
  }
}
// It is built for browsers: where it sees Node, it looks for files that it does not bring.
const { process } = globalThis;
delete globalThis.process;
const { loadForm } = await import('@getodk/xforms-engine');
globalThis.process = process;

const [server, seeds] = process.argv.slice(2);
const WORDS = ['dhahabu', '2', 'yes', 'Anna Mushi', 'a & b < c', 'ዝናብ', '0712345678'];

async function call(url, options = {}) {
  const answer = await fetch(url, { headers: { 'X-OpenRosa-Version': '1.0' }, ...options });
  if (!answer.ok) {
    throw new Error(`${options.method ?? 'GET'} ${url}: ${answer.status} ${await answer.text()}`);
  }
  return answer;
}

async function listed(url, item) {
  const text = await (await call(url)).text();
  const read = new DOMParser().parseFromString(text, 'text/xml');
  const members = (element) => [...element.children].map((child) => [child.localName, child.textContent]);
  return [...read.getElementsByTagNameNS('*', item)].map((element) => Object.fromEntries(members(element)));
}

async function downloaded(entry) {
  const bytes = Buffer.from(await (await call(entry.downloadUrl)).arrayBuffer());
  const md5 = createHash('md5').update(bytes).digest('hex');
  if (entry.hash !== `md5:${md5}`) {
    throw new Error(`${entry.downloadUrl}: ${entry.hash} is not that of its bytes, ${md5}`);
  }
  return bytes;
}

/** Numbers below `sides` that follow from the seed, the question and the turn alone. */
function dice(seed, reference, turn) {
  let throws = 0;
  return (sides) => {
    const said = createHash('sha256').update(`${seed} ${reference} ${turn} ${throws++}`).digest();
    return said.readUInt32BE(0) % sides;
  };
}

function made(node, roll) {
  const two = (number) => String(number).padStart(2, '0');
  const day = `${2014 + roll(10)}-${two(1 + roll(12))}-${two(1 + roll(28))}`;
  const time = `${two(roll(24))}:${two(roll(60))}:${two(roll(60))}.000+03:00`;
  switch (node.valueType) {
    case 'int':
      return String(roll(40));
    case 'decimal':
      return String(roll(400) / 8);
    case 'date':
      return day;
    case 'time':
      return time;
    case 'dateTime':
      return `${day}T${time}`;
    case 'geopoint':
      return `${roll(160) - 80} ${roll(300) - 150} 0 5`;
    case 'geotrace':
    case 'geoshape':
      return null;
    default:
      return WORDS[roll(WORDS.length)];
  }
}

function say(node, roll) {
  const options = (node.currentState.valueOptions ?? []).map((option) => option.value);
  switch (node.nodeType) {
    case 'select':
      if (node.selectType === 'select1') {
        return options.length > 0 && node.selectValue(options[roll(options.length)]);
      }
      return node.selectValues(options.filter(() => roll(3) === 0));
    case 'rank':
      return node.setValues([...options].sort(() => roll(3) - 1));
    case 'trigger':
      return node.setValue(true);
    case 'range': {
      const { min, max, step } = node.definition.bounds;
      return node.setValue(String(Number(min) + roll(Math.floor((max - min) / step) + 1) * Number(step)));
    }
    case 'upload':
      return node.setValue(new File([`photo ${roll(9)}`], `file${roll(9)}.jpg`, { type: 'image/jpeg' }));
    default:
      return node.setValue(made(node, roll));
  }
}

function silence(node) {
  if (node.nodeType === 'select') {
    node.selectValues([]);
  } else if (node.nodeType === 'rank') {
    node.setValues([]);
  } else if (node.nodeType === 'input') {
    node.setValue(null);
  }
}

const ANSWERED = ['input', 'select', 'rank', 'trigger', 'range', 'upload'];

/** Answers what is asked, in the order of the form: what is asked depends on what was said before. */
function fill(node, seed, place) {
  if (!node.currentState.relevant) {
    return;
  }
  if (node.nodeType === 'repeat-range:uncontrolled') {
    const wanted = dice(seed, node.currentState.reference, 'rows')(3);
    const there = node.currentState.children.length;
    if (wanted > there) {
      node.addInstances(there - 1, wanted - there);
    }
  }
  if (ANSWERED.includes(node.nodeType) && !node.currentState.readonly) {
    if (node.currentState.reference.endsWith('/place')) {
      node.setValue(place);
      return;
    }
    for (let turn = 0; turn < 4; turn += 1) {
      say(node, dice(seed, node.currentState.reference, turn));
      if (node.validationState.violation === null) {
        return;
      }
    }
    silence(node);
    return;
  }
  for (const child of node.currentState.children ?? []) {
    fill(child, seed, place);
  }
}

async function send(payload) {
  const url = `${server}/submission?deviceID=web`;
  const ready = await call(url, { method: 'HEAD' });
  if (ready.status !== 204) {
    throw new Error(`${url} answers ${ready.status}`);
  }
  const answer = await call(url, { method: 'POST', body: payload.data[0] });
  return answer.status;
}

for (const entry of await listed(`${server}/formList`, 'xform')) {
  const xform = (await downloaded(entry)).toString('utf8');
  const files = entry.manifestUrl ? await listed(entry.manifestUrl, 'mediaFile') : [];
  const contents = new Map();
  for (const file of files) {
    contents.set(file.filename, await downloaded(file));
  }
  const fetchFormAttachment = async (url) => {
    const name = decodeURIComponent(String(url).split('/').pop());
    const content = contents.get(name);
    return content ? new Response(content, { headers: { 'Content-Type': kind(name) } }) : new Response(null, { status: 404 });
  };
  for (let seed = 0; seed < Number(seeds); seed += 1) {
    const form = await loadForm(xform, { fetchFormAttachment, missingResourceBehavior: 'BLANK' });
    if (form.status === 'failure') {
      throw form.error;
    }
    const { root } = form.createInstance({ preloadProperties: { deviceID: 'web', username: 'asha' } });
    fill(root, seed, 'mgusu');
    const payload = await root.prepareInstancePayload();
    const data = payload.data[0];
    const xml = await data.get('xml_submission_file').text();
    const status = await send(payload);
    const sent = { form: entry.formID, version: entry.version, xml, files: [...data.keys()].length - 1, status };
    console.log(JSON.stringify(sent));
  }
}

function kind(name) {
  if (name.endsWith('.csv')) {
    return 'text/csv';
  }
  return name.endsWith('.xml') ? 'text/xml' : 'application/geo+json';
}
