// What the tests measure on a page. An expression: an object of functions, each with one argument.
(() => {
  const SLACK = 1; // px; positions are fractions
  const style = (element) => getComputedStyle(element);
  // Read by screen readers only, or drawn elsewhere by <use>.
  const unseen = (element) => element.closest('.away, .skip, symbol, defs, title, desc, script, style') !== null;
  const scrolls = (element) => ['auto', 'scroll'].includes(style(element).overflowX);
  const scroller = (element) => {
    for (let at = element; at; at = at.parentElement) if (scrolls(at)) return at;
    return null;
  };
  const name = (element) => {
    const own = element.tagName.toLowerCase() + [...element.classList].map((one) => '.' + one).join('');
    const place = element.closest('[id]');
    return (place && place !== element ? '#' + place.id + ' ' : '') + own;
  };
  const shown = (element, detail) =>
    `${name(element)} "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}" ${detail}`;
  const round = (...numbers) => numbers.map((number) => Math.round(number)).join(' > ');
  const texts = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !unseen(node.parentElement)) found.push(node);
    }
    return found;
  };
  const rects = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width && rect.height);
  };
  // Inside a box that hides what is outside of it; cut() looks at these.
  const clips = (element) => ['hidden', 'clip'].includes(style(element).overflowX) && !element.closest('svg');
  const clipped = (element) => {
    for (let at = element; at; at = at.parentElement) if (clips(at)) return true;
    return false;
  };
  const everything = () => [...document.body.querySelectorAll('*')].filter((element) => !unseen(element));

  return {
    // Boxes and texts that reach over the left or right edge; what scrolls by itself may.
    overEdge({ width, scrolling }) {
      const found = [];
      const look = (element, rect) => {
        if (!rect.width || !rect.height || (rect.right <= width + SLACK && rect.left >= -SLACK)) return;
        if ((scrolling && scroller(element)) || clipped(element)) return;
        found.push(shown(element, round(rect.right, width)));
      };
      for (const element of everything()) look(element, element.getBoundingClientRect());
      for (const node of texts(document.body)) for (const rect of rects(node)) look(node.parentElement, rect);
      return [...new Set(found)].slice(0, 10);
    },
    pageWidth: () => document.documentElement.scrollWidth,
    // Boxes that hide part of what is in them.
    cut: () =>
      everything()
        .filter(clips)
        .filter((one) => one.scrollWidth > one.clientWidth + SLACK || one.scrollHeight > one.clientHeight + SLACK)
        .map((one) => shown(one, `${round(one.scrollWidth, one.clientWidth)}, ${round(one.scrollHeight, one.clientHeight)}`))
        .slice(0, 10),
    // Text that leaves its table cell.
    outOfCell() {
      const found = [];
      for (const cell of document.querySelectorAll('td, th')) {
        const box = cell.getBoundingClientRect();
        if (!box.width) continue;
        for (const node of texts(cell).filter((one) => !clipped(one.parentElement)))
          for (const rect of rects(node))
            if (rect.right > box.right + SLACK || rect.left < box.left - SLACK)
              found.push(shown(cell, `${round(rect.right, box.right)}, ${round(box.left, rect.left)}`));
      }
      return [...new Set(found)].slice(0, 10);
    },
    // Labels of a chart that lie on each other, or outside the chart.
    labelsInTheWay() {
      const found = [];
      for (const svg of document.querySelectorAll('svg')) {
        const frame = svg.getBoundingClientRect();
        const labels = [...svg.querySelectorAll('text')].filter((label) => !label.querySelector('tspan[x]'));
        const boxes = [...labels, ...svg.querySelectorAll('tspan[x]')].map((label) => [label, label.getBoundingClientRect()]);
        boxes.forEach(([label, box], place) => {
          if (box.left < frame.left - SLACK || box.right > frame.right + SLACK)
            found.push(shown(label, `outside: ${round(box.right, frame.right)}, ${round(frame.left, box.left)}`));
          for (const [other, one] of boxes.slice(place + 1)) {
            const across = Math.min(box.right, one.right) - Math.max(box.left, one.left);
            const down = Math.min(box.bottom, one.bottom) - Math.max(box.top, one.top);
            // Boxes of text are taller than its letters, so lines may touch.
            if (across > SLACK && down > 0.3 * Math.min(box.height, one.height))
              found.push(shown(label, `on ${shown(other, '')} by ${round(across)} by ${round(down)} px`));
          }
          for (const line of svg.querySelectorAll('line, path')) {
            const one = line.getBoundingClientRect();
            const down = Math.min(box.bottom, one.bottom) - Math.max(box.top, one.top);
            if (one.width < 3 && one.left > box.left + SLACK && one.right < box.right - SLACK && down > 0.3 * box.height)
              found.push(shown(label, `crossed by ${name(line)} at ${round(one.left)}`));
          }
        });
      }
      return found.slice(0, 10);
    },
    // Single lines without letters from right to left that run from right to left nevertheless.
    turned() {
      const foreign = /[\u0590-\u08ff\u200e\u200f\u061c\u202a-\u202e]/;
      const at = (node, place) => {
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        return range.getBoundingClientRect();
      };
      return texts(document.body)
        .filter((node) => !foreign.test(node.data) && /\w\w/.test(node.data))
        .filter((node) => rects(node).length === 1 && style(node.parentElement).writingMode === 'horizontal-tb')
        .filter((node) => {
          const start = node.data.search(/\w\w/);
          return at(node, start).left > at(node, start + 1).left;
        })
        .map((node) => shown(node.parentElement, ''))
        .slice(0, 10);
    },
    // The elements of the page; inside of charts, the kinds alone, because long labels take more lines.
    skeleton() {
      const outside = everything().filter((element) => !element.parentElement.closest('svg'));
      const inside = [...document.querySelectorAll('svg *')].map((element) => element.tagName);
      const plain = (element) => `${element.tagName} ${element.getAttributeNames().sort().join(' ')}`;
      return { outside: outside.map(plain), inside: [...new Set(inside)].sort() };
    },
    // Elements and attributes that could run something or fetch something.
    active() {
      const found = [...document.querySelectorAll('script, iframe, object, embed, link, base, form, video, audio')];
      for (const element of document.querySelectorAll('*'))
        for (const { name: attribute, value } of element.attributes) {
          const runs = attribute.startsWith('on') || attribute === 'srcset' || /^\s*javascript:/i.test(value);
          const leads = ['href', 'src', 'xlink:href', 'action'].includes(attribute) && !/^(#|data:image\/)/.test(value);
          if (runs || leads) found.push(element);
        }
      return found.map((element) => element.outerHTML.slice(0, 120));
    },
    headings: () => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1])),
    // What has the focus, and how that shows.
    focused() {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth, outlineColor } = style(element);
      const box = element.getBoundingClientRect();
      return {
        name: name(element),
        text: element.getAttribute('aria-label') || element.textContent.trim(),
        inContents: element.closest('nav') !== null,
        onPage: element !== document.body,
        outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
        colour: outlineColor,
        inView: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
      };
    },
    // What scrolls although a keyboard cannot reach it, or has no name.
    unreachable: () =>
      everything()
        .filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth)
        .filter((element) => element.tabIndex !== 0 || !element.getAttribute('aria-label') || element.getAttribute('role') !== 'region')
        .map((element) => shown(element, '')),
    // Links within the page that lead nowhere.
    deadLinks: () =>
      [...document.querySelectorAll('a[href^="#"], use')]
        .map((link) => link.getAttribute('href'))
        .filter((target) => !document.getElementById(decodeURIComponent(target.slice(1)))),
    // Colours of all text, with those behind it: each as 'colour on colour' with an example.
    colours() {
      const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const { backgroundColor, backgroundImage } = style(at);
          if (backgroundImage.includes('gradient'))
            return [...backgroundImage.match(/rgba?\([^)]*\)/g).filter((one) => !/, 0\)$/.test(one)), ...behind(at.parentElement)];
          if (!/^rgba\(.*, 0\)$/.test(backgroundColor)) return [backgroundColor];
        }
        return ['rgb(255, 255, 255)'];
      };
      const found = new Map();
      for (const node of texts(document.body)) {
        const element = node.parentElement;
        const colour = element.closest('svg') ? style(element).fill : style(element).color;
        for (const back of behind(element)) found.set(`${colour} on ${back}`, shown(element, ''));
      }
      return [...found].map(([pair, example]) => [...pair.split(' on '), example]);
    },
    paper: () => [style(document.body).backgroundColor, style(document.body).color],
    // Headings of first and last rows of all tables.
    ends: () =>
      [...document.querySelectorAll('table')].flatMap((table) => {
        const rows = [...table.querySelectorAll('tbody tr')];
        return [rows[0], rows[rows.length - 1]].map((row) => (row.querySelector('[scope=row], [scope=rowgroup]') || row).textContent);
      }),
  };
})()
