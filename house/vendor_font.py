"""Make the font of our slips and pictures: Noto Sans SC, cut down to what Chinese slips need.

Run by `make vendor` (npm and the network needed); the result is kept in the repository, so neither
`./run` nor `./test` ever downloads it. Licence: SIL Open Font License 1.1, laid beside the font.
"""

import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
FONT = "package/400Regular/NotoSansSC_400Regular.ttf"
LICENCE = "package/LICENSE_FONT"
HERE = Path(__file__).resolve().parent.parent / "linli" / "parts" / "fonts"

NAMES = (
    "喆珺堃昇翀玥瑄珅煊烜铖婳彧祎炘琤犇骉龑䶮燚垚晞昉旻旸昕昳晗晔曌朤槿樾檁沄沣沚泓洺浠涵淏淙淇渼湉"
    "湲溍滢潆潇澍澔濛瀚灏炅炜炆炑炫烨烺焜焱煜煦熠燊燏爔牪犟狄玎玏玒玓玕玗玘玙玚玢玟玠玤玥玫玭玳玹珂珈珏"
    "珐珑珒珙珝珞珣珥珧珩珪珮珰珲珵珽琀琇琊琎琏琐琔琛琝琟琦琨琪琬琭琮琯琰琲琳琴琼瑀瑁瑂瑃瑅瑆瑊瑗瑛瑜瑝瑞瑢"
    "瑧瑨瑭瑱瑷瑸瑾璀璁璃璆璇璈璋璎璐璘璜璞璟璠璥璨璩璪璱璲璺瓅瓒瓘甯畇畯皓皛皞皦睎睿砚硚碁碹祁祐祓祚祜祯"
    "禔禛禤禧秾稑稹穆穑竑竣筠筱箐箬篁篪簃簠籁粲絜縯繇纕纴纶纾绂绚绨绯绮缃缇缦罡羿翊翎翙翚翥翯翾耒聃聍聪"
    "肸胤胭脩膑臻舸艿芃芊芘芮芷芸苒苡苧茀茉茗茜茝荀荃荍荏荞荟荠荣荪荻莀莘莙莛莞莯菀菁菂菡菲菽萁萩萱葭葳"
    "葶蒇蒨蓁蓉蓓蓥蔓蔚蔺蕙蕤蕴薇薏薰藜藿蘅蘖蘩虢蜎蜚蝣螈蟠裎裒褚襄覃觐觞訄訚訢詝誾諲謇谌谞谡谧豫贇贠贽"
    "赟赑跞踽蹇轫轲辂辇逄逖遐遘遴遹邈邗邛邝邡邢邬邰邳邴邵邶邸邽邾郃郄郇郗郚郜郝郢郦郧郫郯郴郸鄀鄂鄄鄞鄢鄣"
    "鄩鄫鄯鄱鄹酆酲醴釭钊钏钘钜钤钧钫钬钭钰钲钺钼铄铉铎铧铨铭铮铱铼锃锆锎锐锟锦锴锶锺锽镆镐镒镓镕镛镝镠镡"
    "镥镪镱镶闫闵闻闾阆阊阎阗阙隗隽雎雒雩霁霄霈霏霓霖霙霭靓靖鞠韫韬韪颀颉颋颎颖颙颢颛飏飖飗飚馥骁骅骈骊骋"
    "骐骓骕骞骢骥骦鲲鲳鳇鳌鳐鸢鸾鹄鹇鹏鹓鹔鹘鹚鹞鹤鹮麒麓麾黉黎黛黟鼐鼒齐龢頔頠颺溦潽砼劼勍勖匀卲厍叕呈"
    "哿啟喁嘏嘉囡圳圻坤垣垠埕埙堉堽塬塱墁墉墡奭妍妘妤妧姈姌姒姝姞姣姮娆娉娜娸婕婧婵媞媱嫄嫒嫕嫘嫚嫦嬅嬿"
    "孖孜孺宓宥宬寀寔尕屾岑岚岱峣峤峥峻崀崚崟崧崴嵎嵘嵚嵩嶓嶷巽帏幂庥庹廙弢弸彤彣忞忻怡怿恂恺悆悝惇惔惠愔"
    "愫愷慜慧懋戌扆拊揆敉敔斌斐斓斝旂旖旰昀昂昊昌昞昡昪昶晁晏晖晙晟晢晥晶暐暕暠暲暶暾曈曏曜曦朏朐杓杕杲杺"
    "枟枫枭柷柃柊柘柟栩栱栻桄桉桠桢桤桦桷梓梣梾棁棋棓棠棣棨棻椤椿楙楚楠楷楹榆榉榕榛榭槐槜樊樨橦檀檎檑櫆欢"
)
"""Characters of people's names that GB 2312 lacks, or that a slip must never show as a box."""

PUNCTUATION = "¥·—…“”‘’（）《》〈〉「」『』【】、。，；：？！％＋－×÷～№℃•□■○●√✓"


def main() -> None:
    """Fetch the package, keep what slips need, and lay font and licence among the parts."""
    with TemporaryDirectory() as folder:
        fetched = _fetch(Path(folder))
        _subset(fetched / FONT, HERE / "NotoSansSC-slips.ttf")
        (HERE / "OFL.txt").write_bytes((fetched / LICENCE).read_bytes())


def _fetch(folder: Path) -> Path:
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder


def _subset(source: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(text=_characters())
    subsetter.subset(font)
    target.parent.mkdir(exist_ok=True)
    save_font(font, str(target), options)


def _characters() -> str:
    ascii_printable = "".join(map(chr, range(0x20, 0x7F)))
    return ascii_printable + _gb2312() + NAMES + PUNCTUATION


def _gb2312() -> str:
    """The 7,445 characters of GB 2312-1980: rows 1–9 of signs, 16–87 of Chinese characters."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


if __name__ == "__main__":
    main()
