import { describe, expect, it } from "vitest";
import type { WordRule } from "@/lib/words/schema";
import { readText, WordMatcher } from "@/lib/words/word-matcher";

// A corpus made for this project: harmless words stand for forbidden ones, disguised in the ways people disguise those.
const words: (Partial<WordRule> & { text: string })[] = [
  { text: "casino" },
  { text: "escort" },
  { text: "kill yourself" },
  { text: "ass" },
  { text: "shill", isPart: true },
  { text: "エロい" },
  { text: "ばくち" },
  { text: "副業" },
  { text: "闇バイト" },
  { text: "代购", bySound: true },
  { text: "赌博", bySound: true },
  { text: "加微信", bySound: true },
  { text: "8964" },
];

const disguised = [
  ..."casino|CASINO|CaSiNo|ｃａｓｉｎｏ|c a s i n o|c.a.s.i.n.o|c-a-s-i-n-o|c_a_s_i_n_o|caaasiino|cassino|c4s1no|c@sino|ca$ino|ca\u200bsi\u200bno|ca\u00ADsino|cаsіnо|саѕіno|𝒄𝒂𝒔𝒊𝒏𝒐|🄲🄰🅂🄸🄽🄾|ⓒⓐⓢⓘⓝⓞ|ᴄᴀsɪɴᴏ|c̶a̶s̶i̶n̶o̶|cásïnö|c asino|ca5ino|ca's'ino|casin0|ca*sino|c/a/s/i/n/o|casıno".split(
    "|",
  ),
  ..."escort|e s c o r t|ESC0RT|еscоrt|e5cort|kill yourself|KILL  YOURSELF|killyourself|k1ll y0urself|ki11 yourself|kíll yoursèlf|a s s|a$$|@ss|asssss|shilling it|$h1ll|sh1ll|s h i l l".split(
    "|",
  ),
  ..."エロい|えろい|ｴﾛｲ|エ ロ い|エ★ロ★い|エロぃ|え.ろ.い|エロイ|エーローい|バクチ|ﾊﾞｸﾁ|ば く ち|ば・く・ち|ハ゛クチ|副業|副业|副 業|副★業|副\u200b業|闇バイト|闇ばいと|闇ﾊﾞｲﾄ|闇 バイト|闇.バ.イ.ト|暗バイト".split(
    "|",
  ),
  ..."代购|代購|代 购|代/购|袋购|带购|daigou|dai gou|DàiGòu|d a i g o u|代gou|赌博|賭博|赌 博|du bo|dubo|堵博|赌bo|加微信|加薇信|加 微 信|jia wei xin|加wei信|jiaweixin|加V信|＋微信|8964|８９６４|8 9 6 4|8.9.6.4|⑧⑨⑥④|八九六四".split(
    "|",
  ),
];

const innocent = [
  ..."class|glass|assume|as soon as|pass|embassy|a saucy|cas in order|casinoless|the cafe is in Osaka|occasion|escorting|escape|resort|kills it|kill your elf costume|skill yourself|shall we|hill|chill|she'll|wash illness|his hill".split(
    "|",
  ),
  ..."good game|nice stream!|what a play|lol lol lol|wwwww|888888|see you at 18:30|v1.2.3|covers 1,896 and 4|89640|1896|18964|my score is 89 64|hello everyone|gg ez|is it ok?|a s|c a s|no casi no problem|caseino".split(
    "|",
  ),
  ..."いろいろ|おもしろい|しろい|ばくはつ|くちばし|ば、口|そば くちなし|副賞|事業|営業|闇の中|バイト募集|アルバイト|夜のバイト|暗い|えらい|エロ|えろいろ|よろしく|こんにちは|草|おつかれさま".split(
    "|",
  ),
  ..."代表|购物|代我购买|大狗|赌气|博士|赌神 博客|微信|加油|信任|加了微博|大宫|読本|独播|daily gourmet|big dubious|dub one|微笑 信|今天好开心|主播加油|哈哈哈哈|六四".split(
    "|",
  ),
];

const list = new WordMatcher(
  words.map((word) => ({
    id: word.text,
    kind: "word",
    action: "refuse",
    replacement: "",
    isPart: false,
    bySound: false,
    isFirm: true,
    ...word,
  })),
);
const isHit = (text: string) => list.find(readText(text)).length > 0;

describe("the corpus of disguises", () => {
  it("has its misses, and they are known: every other disguise is found", () => {
    const missed = ["ki11 yourself", "a$$", "@ss", "エーローい", "加V信", "＋微信", "八九六四"];
    expect(disguised.filter((text) => !isHit(text))).toEqual(missed);
  });

  it("has its false alarms, and they are known: every other text goes through", () => {
    // Kana have no borders between words; the other one really sounds the same.
    expect(innocent.filter(isHit)).toEqual(["えろいろ", "独播"]);
  });

  it("is large enough for what ARCHITECTURE.md says of it: recall 0.93, precision 0.98", () => {
    const found = disguised.filter(isHit).length;
    const alarms = innocent.filter(isHit).length;
    expect((found / disguised.length).toFixed(2)).toBe("0.93");
    expect((found / (found + alarms)).toFixed(2)).toBe("0.98");
    expect([disguised.length, innocent.length]).toEqual([106, 87]);
  });
});
