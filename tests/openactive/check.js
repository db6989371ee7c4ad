// Walks our feeds as a stranger's harvester does and prints what OpenActive's validators say, as JSON.
// Usage: node check.js DATASET_FILE SCENES_ADDRESS FEED_ADDRESS…   (NODE_PATH: where they are)
const { readFileSync } = require('fs');
const { RpdeValidator } = require('@openactive/rpde-validator');
const { validate } = require('@openactive/data-model-validator');
const Loader = require('@openactive/data-model-validator/src/helpers/json-loader');

// Nothing is fetched from outside: of remote lists the validator sees ours alone, from our server.
function lists(address, told) {
  const known = Loader.getFile;
  Loader.getFile = async (url, options) => (
    url === address ? { errorCode: Loader.ERROR_NONE, data: told, statusCode: 200, url } : known(url, options)
  );
}

async function harvested(address) {
  const items = [];
  for (let url = address; ;) {
    const page = await (await fetch(url)).json();
    if (page.items.length === 0) return items;
    items.push(...page.items);
    url = page.next;
  }
}

async function main() {
  const [dataset, scenes, ...feeds] = process.argv.slice(2);
  lists(scenes, await (await fetch(scenes)).json());
  const found = [];
  const say = (what, one) => found.push({
    what, severity: one.severity, type: one.type, path: one.path || '', message: one.message,
  });
  const told = JSON.parse(readFileSync(dataset, 'utf8'));
  for (const one of await validate(told, { validationMode: 'DatasetSite' })) say('Dataset', one);
  const counted = {};
  for (const address of feeds) {
    const log = await RpdeValidator(address, { pageLimit: 50, timeoutMs: 10000 });
    for (const page of log.pages) for (const one of page.errors || []) say('RPDE', one);
    for (const item of await harvested(address)) {
      counted[item.kind] = (counted[item.kind] || 0) + 1;
      if (item.state === 'updated') for (const one of await validate(item.data)) say(item.kind, one);
    }
  }
  console.log(JSON.stringify({ counted, found }));
}

main().catch((fault) => { console.error(fault); process.exit(1); });
