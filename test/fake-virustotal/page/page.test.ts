// @vitest-environment node
// Owns the proof of the page's server side: HTML, modules, late data, switches, policies.
import { describe, expect, it } from 'vitest';
import { createPage, type Page, type PageOptions, type PageUser } from './page.ts';

const origin = 'https://www.virustotal.com';
const ask = (page: Page, path: string, init?: RequestInit): Promise<Response> =>
  page.fetch(new Request(origin + path, init));
const snowman = (id: string): PageUser | null => (id === '☃' ? { id, name: 'Snow', phrase: 'cold' } : null);
const html = async (options: PageOptions): Promise<string> =>
  (await ask(await createPage(options), '/gui/user/alice')).text();

describe('HTML documents of the fake page', () => {
  it('the fake page returns the same HTML for every /gui path', async () => {
    const page = await createPage();
    const paths = ['/gui', '/gui/', '/gui/user/alice', '/gui/group/a/users', '/gui/user/%E0%A4%A'];
    const answers = await Promise.all(paths.map((path) => ask(page, path)));
    expect(answers.map((answer) => answer.status)).toStrictEqual(paths.map(() => 200));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect((await ask(page, '/other')).status).toBe(404);
  });

  it('the fake page has no inline code or style, so that it runs under a strict policy', async () => {
    const text = await html({});
    expect(text).not.toMatch(/<style|style=|\son\w+=/);
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(scripts.every((one) => one?.includes('src=') || one?.includes('application/json'))).toBe(true);
  });

  it('the fake page carries its options as data that cannot end the script', async () => {
    const text = await html({ me: '</script><b>' });
    const data = /id="page-options">(.*?)<\/script>/.exec(text)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ me: '</script><b>', views: 'keep' });
  });

  it('the fake page builds the frame that the options select', async () => {
    expect(await html({})).toContain('<div id="view-container"></div>');
    expect(await html({ slot: 'named' })).toContain('<div id="view-container" slot="view"></div>');
    expect(await html({ container: 'late' })).not.toContain('view-container"');
    expect(await html({ shell: 'vt-virustotal-app' })).toContain('<vt-virustotal-app></vt-virustotal-app>');
  });

  it.each([
    ['none', /^$/],
    ['strict', /script-src 'self'.*frame-src 'none'/],
    ['trusted-types', /require-trusted-types-for 'script'/],
  ] as const)('the fake page sends the policy "%s"', async (csp, expected) => {
    const answer = await ask(await createPage({ csp }), '/gui/');
    expect(answer.headers.get('content-security-policy') ?? '').toMatch(expected);
  });
});

describe('options of the fake page', () => {
  it('options of the fake page are merged, and can be reset', async () => {
    const page = await createPage({ rootFont: 20 });
    page.set({ css: 'hide' });
    const set = await (await ask(page, '/gui-assets/page.css')).text();
    expect(set).toContain('font-size: 20px');
    expect(set).toContain('display: none !important');
    page.reset();
    const reset = await (await ask(page, '/gui-assets/page.css')).text();
    expect(reset).toContain('font-size: 20px');
    expect(reset).not.toContain('display: none !important');
  });
});

describe('modules of the fake page', () => {
  it('the fake page serves the entry modules, and one chunk for each view', async () => {
    const page = await createPage();
    const main = await ask(page, '/gui-assets/main.js');
    expect(main.headers.get('content-type')).toContain('text/javascript');
    const code = await main.text();
    const chunk = /user-view-[\w-]+\.js/.exec(code)?.[0];
    expect(await (await ask(page, `/gui-assets/${chunk}`)).text()).toContain('x-page');
    expect((await ask(page, '/gui-assets/none.js')).status).toBe(404);
  });

  it('the fake page boots with a classic script', async () => {
    const boot = await (await ask(await createPage(), '/gui-assets/boot.js')).text();
    expect(boot).not.toMatch(/\b(import|export)\b/);
  });
});

describe('profile data of the fake page', () => {
  it('the fake page returns the profiles of its users, for a decoded id', async () => {
    const page = await createPage({ dataDelay: 0 }, snowman);
    const found = await ask(page, '/ui/users/%E2%98%83', { headers: { 'x-page': 'own' } });
    expect(await found.json()).toStrictEqual({ data: { id: '☃', name: 'Snow', phrase: 'cold' } });
    expect((await ask(page, '/ui/users/alice')).status).toBe(404);
    expect((await ask(page, '/ui/users/%E0%A4%A')).status).toBe(404);
  });

  it('the fake page can fail, and can return responses out of order, by id', async () => {
    const page = await createPage({ dataDelay: 0, dataDelays: { alice: 40, bob: 'error' } });
    const order: string[] = [];
    const appendWhenLoaded = async (id: string): Promise<number> => {
      const answer = await ask(page, `/ui/users/${id}`);
      order.push(id);
      return answer.status;
    };
    expect(await Promise.all(['alice', 'bob', 'carol'].map(appendWhenLoaded))).toStrictEqual([200, 500, 200]);
    expect(order.at(-1)).toBe('alice');
  });

  it('the fake page never responds with the delay "never", until the request is aborted', async () => {
    const page = await createPage({ dataDelay: 0, dataDelays: { alice: 'never' } });
    const controller = new AbortController();
    let answered = false;
    const answer = ask(page, '/ui/users/alice', { signal: controller.signal }).finally(
      () => (answered = true),
    );
    await ask(page, '/ui/users/bob');
    expect(answered).toBe(false);
    controller.abort();
    expect((await answer).status).toBe(200);
  });
});
