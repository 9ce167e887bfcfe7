// The peer: nodemailer with a pool, on the same bytes. Usage: node nodemailer.mjs COUNT CONNECTIONS PORT [KEY-FILE]
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const [count, connections, port, key] = [Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]), process.argv[5]];
const words = ['cité', 'métiers', 'accueil', 'conseil', 'formation', 'emploi', 'orientation', 'réseau', 'visiteurs', 'journée', 'atelier', 'l’été', 'projet', 'équipe', 'avec'];
const lines = bytes => {
  let text = '', line = 0;
  for (let i = 7; Buffer.byteLength(text) < bytes * 0.95; i = (i * 1103515245 + 12345) % 2147483648) {
    const word = words[i % words.length] + (i % 100);
    line = line > 100 ? 0 : line + word.length + 1;
    text += word + (line === 0 ? '\n' : ' ');
  }
  return text;
};
const html = `<!DOCTYPE html>\n<html lang="fr"><body><p>${lines(60000).replaceAll('\n', '</p>\n<p>')}</p></body></html>`;
const text = lines(8000);
const transport = nodemailer.createTransport({
  host: '127.0.0.1', port, pool: true, maxConnections: connections, maxMessages: 100, secure: false, ignoreTLS: true,
  dkim: key ? { domainName: 'lettre.example', keySelector: 'mesure', privateKey: readFileSync(key, 'utf8') } : undefined,
});
const start = process.hrtime.bigint();
let next = 0;
await Promise.all(Array.from({ length: connections }, async () => {
  while (next < count) {
    const n = next++;
    await transport.sendMail({
      from: 'InfoLettre <infolettre@lettre.example>', to: `lecteur${n}@d${n % 20}.example`, subject: 'Œuvre d’été : la Cité des métiers d’Orléans',
      text, html: html.replace('</body>', `<a href="https://lettre.example/desinscription/${n}">Se désinscrire</a></body>`), textEncoding: 'quoted-printable',
      list: { unsubscribe: `https://lettre.example/desinscription/${n}` },
    });
  }
}));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ messagesPerSecond: count / seconds, cpuSeconds: (user + system) / 1e6 }));
transport.close();
