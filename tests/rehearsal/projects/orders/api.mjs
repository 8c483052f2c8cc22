import { readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { QUEUE, HOST, PORT } = process.env;
const has = (id) => statSync(`${QUEUE}/receipts/${id}`, { throwIfNoEntry: false }) !== undefined;

createServer((request, response) => {
  const answer = (status, body) => response.writeHead(status).end(JSON.stringify(body));
  const [, what, receipt] = request.url.split('/');
  if (request.method === 'GET' && what === 'receipts' && receipt)
    answer(has(receipt) ? 200 : 404, {});
  else if (request.method === 'GET' && what === 'receipts') {
    answer(200, { count: readdirSync(`${QUEUE}/receipts`).length });
  } else if (request.method === 'POST' && what === 'orders') {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const id = JSON.parse(body).order_id;
      // A worker that looks in between would find a file without its text.
      writeFileSync(`${QUEUE}/${id}`, body);
      renameSync(`${QUEUE}/${id}`, `${QUEUE}/waiting/${id}`);
      answer(202, {});
    });
  } else answer(404, {});
}).listen(Number(PORT), HOST);
