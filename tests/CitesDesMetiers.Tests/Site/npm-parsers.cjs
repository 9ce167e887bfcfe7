// Reads a calendar or a feed from standard input with parsers that are not the product's, and prints what they understand as JSON.
// node npm-parsers.cjs FOLDER calendar|feed
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const [folder, kind] = process.argv.slice(2);
const load = createRequire(`${folder}/`);
const text = readFileSync(0, 'utf8');

function calendar() {
  const ICAL = load('ical.js');
  const root = new ICAL.Component(ICAL.parse(text));

  // Times by the zones that the file itself describes.
  const moment = time => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return {
    name: root.getFirstPropertyValue('x-wr-calname'),
    dates: root.getAllSubcomponents('vevent').map(event => {
      const value = name => event.getFirstPropertyValue(name);
      return {
        uid: value('uid'),
        sequence: value('sequence'),
        title: value('summary'),
        place: value('location'),
        url: value('url'),
        status: value('status'),
        zone: event.getFirstProperty('dtstart').getParameter('tzid') ?? null,
        start: moment(value('dtstart')),
        end: value('dtend') && moment(value('dtend')),
        changedAt: moment(value('last-modified')),
      };
    }),
  };
}

function feed() {
  const { format, feed } = load('feedsmith').parseFeed(text);
  const names = authors => (authors ?? []).map(author => author.name);
  const to = (links, relation) => links.find(link => link.rel === relation)?.href;
  return format === 'json'
    ? {
        format,
        title: feed.title,
        language: feed.language,
        self: feed.feed_url,
        page: feed.home_page_url,
        authors: names(feed.authors),
        entries: (feed.items ?? []).map(item => ({
          id: item.id,
          title: item.title,
          url: item.url,
          language: item.language,
          publishedAt: item.date_published,
          authors: names(item.authors),
          themes: item.tags ?? [],
          summary: item.summary,
          html: item.content_html,
        })),
      }
    : {
        format,
        title: feed.title.value,
        language: feed.xml.lang,
        self: to(feed.links, 'self'),
        page: to(feed.links, 'alternate'),
        updatedAt: feed.updated,
        authors: names(feed.authors),
        entries: (feed.entries ?? []).map(entry => ({
          id: entry.id,
          title: entry.title.value,
          url: to(entry.links, 'alternate'),
          language: entry.xml.lang,
          publishedAt: entry.published,
          updatedAt: entry.updated,
          authors: names(entry.authors),
          themes: (entry.categories ?? []).map(category => category.label),
          summary: entry.summary.value,
          html: entry.content?.value,
        })),
      };
}

process.stdout.write(JSON.stringify(kind === 'calendar' ? calendar() : feed()));
