'use strict';
(() => {
  const EVERY = 2000;      // milliseconds between two looks
  const KEEP = 150;        // samples of each node: five minutes
  const WINDOW = 60000;    // shares are of this time
  const FEW = 10;          // events shown at first
  const url = new URL(document.querySelector('meta[name=data]').content, location.href);
  url.pathname = url.pathname.replace(/\/$/, '');
  const $ = id => document.getElementById(id);
  const samples = new Map();
  const drawn = new Map();
  const view = { chosen: null, order: null, report: null, seenAt: 0, all: false };

  // ---- elements ----

  function h(tag, attributes, ...children) {
    const element = tag === 'svg' || tag === 'polyline'
      ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'css') Object.entries(value).forEach(([key, its]) => element.style.setProperty(key, its));
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
    return element;
  }

  /** Only what has changed is touched, so that nothing flickers, and what is open or focused stays so. */
  function put(id, ...children) {
    const made = h('div', {}, ...children);
    const place = $(id);
    if (drawn.get(id) !== made.innerHTML) {
      drawn.set(id, made.innerHTML);
      const open = new Set([...place.querySelectorAll('details[open]')].map(each => each.dataset.key));
      place.replaceChildren(...made.childNodes);
      place.querySelectorAll('details').forEach(each => { each.open = open.has(each.dataset.key); });
    }
  }

  // ---- texts ----

  const number = value => value >= 10000 ? Math.round(value / 1000) + 'k'
    : value >= 10 || value === 0 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
  const count = value => value.toLocaleString('en');
  function millis(value) {
    if (value === null || value === undefined) return '–';
    if (value < 1) return value === 0 ? '0 ms' : value.toFixed(2) + ' ms';
    if (value < 1000) return (value < 10 ? value.toFixed(1) : Math.round(value)) + ' ms';
    if (value < 60000) return (value / 1000).toFixed(value < 10000 ? 1 : 0) + ' s';
    const minutes = Math.round(value / 60000);
    return minutes < 120 ? minutes + ' min' : minutes < 2880 ? Math.round(minutes / 60) + ' h' : Math.round(minutes / 1440) + ' days';
  }
  function clock(time) {
    const date = new Date(time);
    const day = Date.now() - date > 86400000 ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }) + ' ' : '';
    return day + date.toLocaleTimeString('en-GB');
  }
  /** A host keeps its small letter. */
  const sentence = text => /^\S*[.:]\S/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  const humanised = type => sentence(type.toLowerCase().replace(/_/g, ' '));
  const plural = (n, one, more) => n + ' ' + (n === 1 ? one : more);

  // ---- what was seen ----

  function remember(name, node, now) {
    const key = name + '|' + node.address;
    const all = samples.get(key) || [];
    const last = all[all.length - 1];
    const restarted = last && (node.traffic.reads < last.reads || node.traffic.writes < last.writes);
    const next = restarted ? [] : all;
    next.push({ at: now, reads: node.traffic.reads, writes: node.traffic.writes, lag: node.lagMillis, response: node.responseMillis });
    samples.set(key, next.slice(-KEEP));
  }
  const seen = node => samples.get(view.chosen + '|' + node.address) || [];

  /** How many a second, over the last ten seconds. */
  function rate(node, what) {
    const all = seen(node);
    const last = all[all.length - 1];
    const first = all.find(each => last.at - each.at <= 10000);
    return !last || first === last ? null : (last[what] - first[what]) * 1000 / (last.at - first.at);
  }
  function during(node, what) {
    const all = seen(node);
    const last = all[all.length - 1];
    const first = all.find(each => last.at - each.at <= WINDOW);
    return last ? last[what] - first[what] : 0;
  }
  const sum = (nodes, of) => nodes.reduce((total, node) => total + of(node), 0);
  /** A node keeps its colour whatever its role. */
  function hue(address) {
    const all = view.report.dataSources[view.chosen].nodes.map(node => node.address).sort(byName);
    return 'var(--n' + Math.max(0, all.indexOf(address)) % 6 + ')';
  }
  const byName = (a, b) => a.localeCompare(b, 'en', { numeric: true });

  /** The source first; while there is none, everything stays where it was. */
  function ordered(cluster) {
    const nodes = [...cluster.nodes].sort((a, b) => byName(a.address, b.address));
    const before = view.order || [];
    const place = node => cluster.source ? (node.address === cluster.source ? -1 : 0) : before.indexOf(node.address);
    nodes.sort((a, b) => place(a) - place(b));
    view.order = nodes.map(node => node.address);
    return nodes;
  }

  function health(node) {
    if (node.state === 'down' || node.state === 'quarantined') return 'bad';
    return node.state !== 'up' || node.drained || (node.role !== 'source' && !node.reads.eligible && !node.group) ? 'warn' : 'ok';
  }

  function verdict(cluster) {
    const out = cluster.nodes.filter(node => health(node) !== 'ok');
    if (!cluster.source) {
      const readable = cluster.nodes.some(node => node.reads.eligible);
      return ['bad', 'No source for ' + millis(cluster.withoutSourceMillis) + ': writes wait',
        (readable ? 'Reads go on. ' : 'Reads wait, too. ') + sentence(cluster.explanation)];
    }
    const source = cluster.nodes.find(node => node.address === cluster.source);
    if (source && !source.writes.eligible) return ['warn', 'Writes wait for ' + source.address, sentence(source.writes.reason)];
    if (out.length) {
      return ['warn', plural(out.length, 'node is', 'nodes are') + ' not in service', 'Reads and writes go on. '
        + out.map(node => node.address + ': ' + (node.drained ? 'drained' : node.code ? humanised(node.code).toLowerCase() : node.state)).join('; ')];
    }
    return ['ok', 'All is well', cluster.source + ' is the source, ' + plural(cluster.nodes.length - 1, 'replica serves', 'replicas serve') + ' reads'];
  }

  // ---- the parts of the page ----

  function tiles(cluster) {
    const perSecond = what => {
      const rates = cluster.nodes.map(node => rate(node, what)).filter(each => each !== null);
      return rates.length ? number(rates.reduce((a, b) => a + b, 0)) : '…';
    };
    const failovers = cluster.failovers.find(each => each.outcome === 'changed') || { count: 0, totalMillis: 0 };
    const returns = cluster.failovers.find(each => each.outcome === 'returned') || { count: 0, totalMillis: 0 };
    const tile = (name, value, small, level) => h('div', {}, h('dt', {}, name), h('dd', { 'data-level': level }, value, h('small', {}, small)));
    const waited = cluster.waits.filter(each => each.outcome === 'granted');
    const failed = sum(cluster.waits.filter(each => each.outcome !== 'granted'), each => each.count);
    put('tiles',
      tile('Reads per second', perSecond('reads'), count(sum(cluster.nodes, node => node.traffic.reads)) + ' so far'),
      tile('Writes per second', perSecond('writes'), count(sum(cluster.nodes, node => node.traffic.writes)) + ' so far'),
      tile('Requests waiting', count(cluster.waiting), count(sum(waited, each => each.count)) + ' went on after a wait'
        + (failed ? ', ' + count(failed) + ' gave up' : ''), cluster.waiting ? 'warn' : null),
      tile('Failovers', count(failovers.count), (failovers.count
        ? 'without a source for ' + millis(failovers.totalMillis / failovers.count) + (failovers.count > 1 ? ' on average' : '') : 'none since the start')
        + (returns.count ? '; the same source came back: ' + count(returns.count) : '')));
  }

  function spark(node, what) {
    const all = seen(node).filter(each => each[what] !== null && each[what] !== undefined);
    if (all.length < 2) return null;
    const most = Math.max(...all.map(each => each[what]), 0.001);
    const from = all[0].at, span = Math.max(all[all.length - 1].at - from, EVERY * 15);
    const points = all.map(each => ((each.at - from) / span * 100).toFixed(1) + ',' + (22 - each[what] / most * 20).toFixed(1)).join(' ');
    return h('svg', { class: 'spark', viewBox: '0 0 100 24', preserveAspectRatio: 'none', role: 'img',
      'aria-label': 'over the last ' + millis(all[all.length - 1].at - from) + ', at most ' + millis(most) }, h('polyline', { points }));
  }

  function flow(node) {
    const pipes = [];
    const texts = [];
    const line = (what, word, eligible) => {
      const its = health(node) === 'bad' ? 0 : rate(node, what); // what it did before it was lost is over
      if (its > 0) {
        const height = Math.round(Math.min(12, 3 + 2 * Math.log10(1 + its)));
        pipes.push(h('div', {}, h('span', {}, number(its) + ' ' + word + '/s'), h('div', { class: 'pipe runs', css: { height: height + 'px' } })));
        texts.push(number(its) + ' ' + word + '/s');
      } else if (eligible) {
        pipes.push(h('div', {}, h('span', {}, 'no ' + word + ' now'), h('div', { class: 'pipe none' })));
        texts.push('no ' + word + ' now');
      }
    };
    line('writes', 'writes', node.writes.eligible);
    line('reads', 'reads', node.reads.eligible);
    if (!pipes.length) pipes.push(h('div', {}, h('span', {}, 'nothing'), h('div', { class: 'pipe none shut' })));
    return [h('div', { class: 'flow', 'aria-hidden': 'true' }, pipes), texts.join(', ') || 'nothing goes there'];
  }

  function takes(node) {
    const both = [node.writes.eligible && 'writes', node.reads.eligible && 'reads'].filter(Boolean).join(' and ');
    if (node.reads.eligible || node.writes.eligible) {
      const why = node.reads.eligible && node.reads.reason.startsWith('no replica') ? ': no replica is fit' : '';
      return 'Takes ' + both + why + (node.reason && health(node) !== 'ok' ? ' – ' + node.reason : '');
    }
    return 'Takes nothing: ' + (node.role === 'source' ? node.writes.reason : node.reads.reason);
  }

  function figure(name, value, picture) {
    return h('div', {}, h('dt', {}, name), h('dd', {}, h('span', {}, value), picture));
  }

  function row(node, index, all) {
    const [pipes, text] = flow(node);
    const level = health(node);
    const glyph = { up: '●', suspect: '◐', down: '✕', quarantined: '⊘', unknown: '?' }[node.state] || '?';
    const pool = node.pool;
    const part = value => ({ width: Math.min(100, value / pool.most * 100) + '%' });
    const linked = each => each.role === 'replica' && health(each) !== 'bad';
    const last = all.reduce((found, each, at) => linked(each) ? at : found, -1);
    const place = (index === 0 ? ' first' : '') + (index === last ? ' last' : '') + (index > last ? ' alone' : '');
    const cut = (linked(node) ? '' : ' cut') + (all.some(each => each.writes.eligible) ? '' : ' severed');
    return h('li', { class: 'row' + place + cut, css: { '--hue': hue(node.address) } },
      pipes,
      h('article', { class: 'node', 'data-health': level, 'data-node': node.address },
        h('div', { class: 'top' },
          h('span', { class: 'dot', 'aria-hidden': 'true' }, glyph),
          h('h3', {}, node.address),
          h('span', { class: 'tag ' + (node.role === 'source' ? 'source' : '') }, node.role === 'unknown' ? 'role unknown' : node.role),
          node.state === 'up' ? null : h('span', { class: 'tag ' + level }, node.state),
          node.drained ? h('span', { class: 'tag warn' }, 'drained') : null,
          node.breaker === 'closed' ? null : h('span', { class: 'tag warn' }, 'breaker ' + node.breaker),
          node.zone ? h('span', { class: 'tag' }, 'zone ' + node.zone) : null,
          node.group ? h('span', { class: 'tag' }, 'group ' + node.group) : null,
          node.server ? h('span', { class: 'quiet' }, node.server.replace(/-.*/, '')) : null),
        h('p', { class: 'says' }, takes(node)),
        h('p', { class: 'inline-flow' }, text),
        h('dl', { class: 'figures' },
          node.role === 'source'
            ? figure('Refused', count(node.traffic.failedConnections))
            : figure('Lag', node.lagMillis === undefined || node.lagMillis === null ? 'not known' : millis(node.lagMillis), spark(node, 'lag')),
          figure('Probe time', millis(node.responseMillis), spark(node, 'response')),
          figure('Connections', pool.active + ' of ' + pool.most + ' in use' + (pool.waiting ? ', ' + pool.waiting + ' wait' : ''),
            h('div', { class: 'meter', role: 'img', 'aria-label': pool.active + ' in use, ' + pool.idle + ' idle, ' + pool.most + ' at most' },
              h('i', { css: part(pool.active) }), h('i', { css: part(pool.idle) }))))),
      h('div', { class: 'rail', 'aria-hidden': 'true' }, h('b', {})));
  }

  function stage(cluster, nodes) {
    put('stage',
      h('div', { class: 'application', 'aria-hidden': 'true' }, 'This application'),
      h('ol', { class: 'rows' }, nodes.map(row)));
    put('explanation', cluster.source ? 'Why ' + cluster.source + ' is the source: ' + cluster.explanation : '');
  }

  function traffic(nodes) {
    const share = (title, what) => {
      const lately = sum(nodes, node => during(node, what));
      const of = lately > 0 ? node => during(node, what) : node => node.traffic[what];
      const total = sum(nodes, of);
      return h('div', { class: 'share' },
        h('p', {}, h('b', {}, title), h('span', { class: 'quiet' }, total === 0 ? 'none yet' : count(total) + (lately > 0 ? ' in the last minute' : ' since the start'))),
        h('div', { class: 'stack', 'aria-hidden': 'true' }, nodes.filter(node => of(node) > 0)
          .map(node => h('i', { css: { 'flex-grow': String(of(node)), background: hue(node.address) } }))),
        total === 0 ? null : h('ul', { class: 'legend' }, nodes.filter(node => of(node) > 0).map(node => h('li', { css: { '--hue': hue(node.address) } },
          h('i', {}), node.address + ' ' + Math.round(of(node) / total * 100) + ' %'))));
    };
    put('traffic', share('Reads', 'reads'), share('Writes', 'writes'));
  }

  /** Who was the source when: out of the events, oldest first. */
  function reigns(cluster) {
    const now = view.seenAt;
    const turns = cluster.events.filter(each => each.type === 'SOURCE_ACCEPTED' || each.type === 'SOURCE_LOST')
      .map(each => ({ from: Date.parse(each.at), node: each.type === 'SOURCE_ACCEPTED' ? each.node : null }));
    turns.forEach((turn, index) => { turn.to = index + 1 < turns.length ? turns[index + 1].from : Math.max(now, turn.from); });
    if (!turns.length) {
      put('reigns', h('p', { class: 'quiet' }, cluster.source ? cluster.source + ', for as long as is remembered here' : 'Nobody yet'));
      return;
    }
    const begin = turns[0].from;
    put('reigns',
      h('div', { class: 'strip', 'aria-hidden': 'true' }, turns.map(turn => h('i', {
        class: turn.node ? '' : 'gap', css: { '--hue': hue(turn.node), flex: String(Math.max(1, turn.to - turn.from)) + ' 0 0' } }))),
      h('div', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, clock(begin)), h('span', {}, 'now')),
      h('ul', { class: 'reigns' }, turns.slice(-6).reverse().map(turn => h('li', { class: 'reign' + (turn.node ? '' : ' gap'), css: { '--hue': hue(turn.node) } },
        h('time', { datetime: new Date(turn.from).toISOString() }, clock(turn.from)),
        h('span', {}, h('i', {}), turn.node || 'no source'),
        h('span', {}, turn.to >= now ? 'for ' + millis(now - turn.from) : millis(turn.to - turn.from))))));
  }

  const BAD = ['NODE_DOWN', 'NODE_QUARANTINED', 'SOURCE_LOST', 'WRITES_LOST', 'ERRANT_TRANSACTIONS'];
  const WARN = ['NODE_SUSPECT', 'NODE_REASSESSED', 'NODE_OVERLOADED', 'NODE_REJECTED', 'REPLICA_EXCLUDED', 'VIEW_LIMITED', 'NODE_DRAINED'];
  const kind = ({ type, code }) => type === 'SOURCE_ACCEPTED' ? 'source' : code === 'PROMOTED' ? 'ok'
    : BAD.includes(type) ? 'bad' : WARN.includes(type) ? 'warn' : 'ok';

  function events(cluster) {
    const all = cluster.events.map((event, index) => ({ ...event, index })).reverse();
    const shown = view.all ? all : all.slice(0, FEW);
    const gap = event => {
      if (event.type !== 'SOURCE_ACCEPTED') return '';
      const before = cluster.events.slice(0, event.index).reverse().find(each => each.type.startsWith('SOURCE_'));
      return before && before.type === 'SOURCE_LOST' ? ', after ' + millis(Date.parse(event.at) - Date.parse(before.at)) + ' without a source' : '';
    };
    put('events', all.length ? shown.map(event => h('li', { 'data-kind': kind(event) },
      h('time', { datetime: event.at, title: event.at }, clock(event.at)),
      h('span', { class: 'what' }, humanised(event.type) + (event.node ? ': ' + event.node : '') + gap(event)),
      event.code ? h('span', { class: 'tag' }, event.code.toLowerCase().replace(/_/g, ' ')) : null,
      event.reason ? h('p', {}, sentence(event.reason)) : null,
      event.evidence ? h('details', { 'data-key': event.at + event.type }, h('summary', {}, 'What that rests on'), h('p', {}, sentence(event.evidence))) : null))
      : h('li', {}, 'Nothing yet.'));
    const more = $('more');
    more.hidden = all.length <= FEW;
    more.textContent = view.all ? 'Show the newest only' : 'Show all ' + all.length;
    more.setAttribute('aria-expanded', String(view.all));
  }

  function statements(cluster) {
    const all = cluster.statements || [];
    $('statements-section').hidden = !all.length;
    const most = Math.max(...all.map(each => each.totalMillis), 0.001);
    put('statements', h('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': 'Statements, by wall-clock time' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Statement', 'Total', 'Count', 'Mean', '99 %', 'Slowest', 'Waiting', 'Errors'].map(each => h('th', { scope: 'col' }, each)))),
      h('tbody', {}, all.map(each => h('tr', {},
        h('td', {}, h('code', {}, each.text), h('div', { class: 'meter', 'aria-hidden': 'true' }, h('i', { css: { width: each.totalMillis / most * 100 + '%' } }))),
        h('td', {}, millis(each.totalMillis)), h('td', {}, count(each.count)), h('td', {}, millis(each.meanMillis)), h('td', {}, millis(each.p99Millis)),
        h('td', {}, millis(each.maxMillis)), h('td', {}, millis(each.waitingMillis)), h('td', { class: each.errors ? 'bad' : '' }, count(each.errors))))))));
  }

  function render() {
    const names = Object.keys(view.report.dataSources);
    if (!names.length) {
      say(['wait', 'No data source is served by Understudy', 'The application has none on MySQL or MariaDB, or they are switched off (understudy.enabled).']);
      $('main').hidden = true;
      return;
    }
    if (!names.includes(view.chosen)) view.chosen = names[0];
    const choices = $('choices');
    choices.hidden = names.length < 2;
    put('choices', names.map(name => h('button', { type: 'button', 'data-name': name, 'aria-pressed': String(name === view.chosen) }, name)));
    const cluster = view.report.dataSources[view.chosen];
    const nodes = ordered(cluster);
    say(verdict(cluster));
    tiles(cluster);
    stage(cluster, nodes);
    traffic(nodes);
    reigns(cluster);
    statements(cluster);
    events(cluster);
    $('main').hidden = false;
  }

  function say([level, text, more]) {
    $('verdict').dataset.level = level;
    put('verdict', text, h('small', {}, more));
    document.title = (level === 'bad' ? '✕ ' : level === 'warn' ? '▲ ' : '') + text + ' – Understudy';
  }

  // ---- asking ----

  function explain(error) {
    if (error.status === 401 || error.status === 403) return 'The application refuses this page its data (HTTP ' + error.status + '): sign in again, or ask for access to the actuator.';
    if (error.status === 404) return 'There is no data at ' + url.pathname + ' (HTTP 404): is the endpoint still exposed?';
    if (error.status) return 'The application answers with an error (HTTP ' + error.status + ').';
    if (error instanceof SyntaxError) return 'The application answers something else than data: has the sign-in ended?';
    return error.name === 'AbortError' ? 'The application has not answered for 5 seconds.' : 'The application can’t be reached.';
  }

  async function look() {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 5000);
    try {
      const answer = await fetch(url, { cache: 'no-store', credentials: 'same-origin', headers: { Accept: 'application/json' }, signal: patience.signal });
      if (!answer.ok) throw Object.assign(new Error('HTTP ' + answer.status), { status: answer.status });
      view.report = await answer.json();
      view.seenAt = Date.now();
      Object.entries(view.report.dataSources).forEach(([name, cluster]) => cluster.nodes.forEach(node => remember(name, node, view.seenAt)));
      $('failure').hidden = true;
      document.documentElement.classList.remove('old');
      render();
    } catch (error) {
      $('failure').textContent = explain(error) + (view.seenAt ? ' Shown is what was known at ' + clock(view.seenAt) + '.' : '');
      $('failure').hidden = false;
      document.documentElement.classList.add('old');
      if (!view.seenAt) say(['bad', 'Nothing is known', 'This page asks again every 2 seconds.']);
      if (!error.status && error.name === 'TypeError' && error.message && !/fetch|network|load/i.test(error.message)) console.error(error);
    } finally {
      clearTimeout(timer);
    }
  }

  function age() {
    const old = Math.round((Date.now() - view.seenAt) / 1000);
    $('freshness').textContent = !view.seenAt ? '' : old < 5 && $('failure').hidden ? 'live' : 'as of ' + clock(view.seenAt) + ', ' + old + ' s ago';
  }

  async function follow() {
    if (!document.hidden) await look();
    age();
    setTimeout(follow, EVERY);
  }

  $('blocked').remove();
  $('more').addEventListener('click', () => { view.all = !view.all; render(); });
  $('choices').addEventListener('click', event => {
    const name = event.target.dataset.name;
    if (name) { view.chosen = name; view.order = null; render(); }
  });
  setInterval(age, 1000);
  follow();
})();
