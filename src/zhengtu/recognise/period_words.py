"""The words of time, as patterns: one for each way to name a period.

``BEGIN`` finds where a period can begin, by one look at what follows; each other pattern is
matched there.  Groups: ``y`` a stated year, ``y_said`` a relative one, ``m`` month, ``d``
day; ``y2``, ``m2``, ``d2`` of the end of a span.
"""

from __future__ import annotations

from zhengtu.regex import regex

RELATIVE = {
    "今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年度": -1, "上年": -1, "上一年度": -1,
    "上一年": -1, "前年": -2, "明年": 1,
}  # fmt: skip
REFERRING = {"当年": 0, "同年": 0, "次年": 1}
OPENING = ("开局之年", "开局年", "首年")
DAYS_SAID = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1}
TWO_YEARS = {"去今": -1, "今明": 0}
FIRST = "首"
DIGITS = "0123456789〇零○一二三四五六七八九十"
RELATIVES = "今本去上前明当同次"

_CN = "一二三四五六七八九十"
_N4 = "(?:(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    "(?:[12][0-9]|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?"
    "|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_DIGIT_DAY = "(?:[12][0-9]|3[01]|0?[1-9])"
_TOLD = "称|说|报道|报称|表示|通报|证实"  # 国防部14日称: when it was said, not when it was
_OF_DAY = "(?:[0-9]{1,2}时|[上中下]午|凌晨|清晨|早[上晨间]?|[傍当]?晚[上间]?|夜[间里]?)?"
_FEW = "(?:[0-9]{1,2}|十[一二]?|[一二两三四五六七八九])"
_QUARTER = "[一二三四1-4]"
_TO = " ?(?:—{1,2}|–|~|-|至|到) ?"
_DASH = f"(?:{_TO}|(?P<list>、))"


def _year(name: str) -> str:
    said = "|".join([*RELATIVE, *REFERRING])
    return rf"(?:(?P<{name}>{_N4}) ?年(?:度(?!假))?|(?P<{name}_said>{said}))"


_Y, _Y2 = _year("y"), _year("y2")
_PART = (
    rf"(?P<part>(?P<m>{_MONTH}|首) ?月(?!均|初[{_CN}])份?(?: ?(?P<d>{_DAY}) ?[日号])?(?P<third>[上中下]旬)?"
    rf"|前(?P<first>{_FEW}) ?个?月份?"
    rf"|前(?P<quarters>[一二两三1-3]) ?个?季度|第?(?P<quarter>{_QUARTER}(?= ?季度)|首) ?季度?"
    r"|(?P<half>[上下]半年)|(?P<full>全年(?!(?:目标|任务|预算|计划){1,2}的)))"
)
_CLOSE = "(?P<close>年?[底末])"
_SINCE = "(?P<since>以来|起|至今|迄今|开始(?!之))"
_BEFORE = f"前(?![ {DIGITS}两几半所后期往来沿瞻列移端身夕提置途景])"  # 2030年前, not 2025年前10个月
_EDGE = f"(?P<edge>[及或]?(?:之前|以前|之后|以后)|{_BEFORE})"
_NOW = "(?P<now>目前|当前|现在|今日|今天|发稿时?|记者发稿时?)"

PLAN = regex(
    r"[“\"]?(?P<number>十[一二三四五六])五[”\"]?(?:期间|时期|规划期(?!末)|(?P<since>以来)"
    rf"|(?P<edge>期?末|收官之年|{'|'.join(OPENING)})|收官)"
)
YEARS = regex(
    rf"(?P<y>{_N4}) ?年?(?:{_DASH}|[与和](?=.{{4}} ?年之?间))(?P<y2>{_N4}) ?年(?:度(?!假)|之?间)?"
)
DAYS = regex(
    rf"{_Y}? ?(?P<m>{_MONTH}) ?月 ?(?P<d>{_DAY}) ?(?:[日号]{_OF_DAY})?{_DASH}{_Y2}?(?:(?P<m2>{_MONTH}) ?月 ?)?"
    rf"(?P<d2>{_DAY}) ?[日号]"
)
MONTHS = regex(
    rf"{_Y}? ?(?P<m>{_MONTH}) ?月?份?{_DASH}{_Y2}?(?P<m2>{_MONTH}) ?月份?(?! ?{_DAY} ?[日号])"
)
QUARTERS = regex(rf"{_Y}?第?(?P<q>{_QUARTER})(?:季度)?{_DASH}第?(?P<q2>{_QUARTER}) ?季度")
MONTHS_DOTTED = regex(
    rf"(?P<y>{_N4})[./](?P<m>0[1-9]|1[0-2])[—–~-]{{1,2}}(?P<y2>{_N4})[./](?P<m2>0[1-9]|1[0-2])(?![0-9./])"
)
_ISO = rf"(?P<y>{_N4})(?P<mark>[-./])(?P<m>[0-9]{{1,2}})(?P=mark)(?P<d>[0-9]{{1,2}})"
_ISO2 = rf"(?P<y2>{_N4})(?P=mark)(?P<m2>[0-9]{{1,2}})(?P=mark)(?P<d2>[0-9]{{1,2}})"
DATE = regex(rf"{_ISO}(?:{_DASH}{_ISO2})?{_EDGE}?(?![0-9./]|-[0-9])")
PART = regex(rf"{_Y}?(?:的? ?{_PART})?{_CLOSE}?(?:{_SINCE}|{_EDGE})?")
AS_OF = regex(rf"截[至止]到?(?:{_NOW}|{_Y}?(?:的? ?{_PART})?{_CLOSE}?)")
AS_OF_DAY = regex("截[至止]到?(?:(?:当地|北京)时间)?(?=[0-9今昨本])")
UNTIL = regex(rf"到(?:{_NOW})|[到至]{_Y}?(?:的? ?{_PART})?{_CLOSE}?")
SO_FAR = regex("目前|当前")
MONTH_SAID = regex(
    rf"(?:本|当|同|[上下]个?)月(?![球亮饼台])"
    rf"(?:(?P<d>{_DAY}) ?[日号]|(?P<third>[上中下]旬)|(?P<close>[底末]))?"
)
QUARTER_SAID = regex("(?P<said>本|[上下]个?)季度")
DAY_SAID = regex(f"(?<![的好向])(?P<said>{'|'.join(DAYS_SAID)})(?![的之]|中国|头条){_SINCE}?")
DAY = regex(
    rf"(?<![月第每续共期约近超满余数.—–~-])(?P<d>{_DIGIT_DAY}) ?(?:(?:日{_OF_DAY})?{_TO}(?P<d2>{_DIGIT_DAY}) ?)?日"
    rf"(?![内后前均元本龄游产程常报]|[以之]内|{_TOLD}){_SINCE}?"
)
YEARS_SAID = regex(f"(?P<said>{'|'.join(TWO_YEARS)})两年")
YEAR_END = regex("(?P<close>年[底末])")
LATELY = regex(
    rf"(?:近|过去|最近|(?P<ahead>今后|未来))的?(?P<number>{_FEW})(?P<some>多?) ?"
    r"(?P<unit>年|个月)[来间内里]?(?![前后级度])"
)
_FESTIVAL = "(?:春节|元旦|元宵节?|清明节?|“?五一”?|劳动节|端午节?|中秋节?|国庆节?|“?(?<!双)十一”?|春运|双节)"
FESTIVAL = regex(
    rf"{_Y}?的?{_FESTIVAL}(?:[、和]?{_FESTIVAL})?(?:假期|期间|黄金周|长假|小长假|假日)"
)
SEASON = regex(rf"{_Y}的?[春夏秋冬][季天]")
DECADE = regex(
    rf"(?<![至到—–~、-])(?:(?P<century>[12][0-9]|[1-9]|二?十[{_CN[:9]}]?|[{_CN[:9]}]|上个?|本)世纪)?"
    rf"(?:(?P<ten>(?:1[89]|20)?[0-9]0|[{_CN}]十)年代|(?<=世纪)(?![末初中以]))"
)
_ANY_YEAR = f"(?:{_N4} ?年|今年|去年|明年)"
_LUNAR_MONTH = f"(?:正|腊|{_MONTH})月"
LUNAR = regex(
    rf"{_ANY_YEAR}?(?:农历|阴历){_ANY_YEAR}?(?:{_LUNAR_MONTH})?(?:初?[{_CN}]{{1,3}})?"
    rf"|{_ANY_YEAR}?{_LUNAR_MONTH}初[{_CN}]"
)
FISCAL = regex(rf"{_N4} ?年?(?:[—~/-]{{1,2}}{_N4} ?年?)?(?:财年|学年|财政年度)")
WEEK = regex("(?P<said>本|上{1,2}|下{1,2})周(?![边围期年])(?P<weekday>[一二三四五六日末])?")
ALL_WEEK = "06"
WEEKDAYS = {"末": "56"} | {word: str(place) for place, word in enumerate("一二三四五六日")}

_ANY = f"[{DIGITS}]"
BEGIN = regex(
    rf"[{DIGITS}{RELATIVES}下全第首截到至目近过最未昨年春元清端中国劳五农阴“\"](?:"
    rf"(?<={_ANY})(?<![{DIGITS}/A-Za-z].)(?={_ANY}{{0,3}} ?(?:[年月日财学世]|个?季"
    rf"|(?:[—–~-]{{1,2}}|[至到、./]) ?{_ANY}))"
    r"|(?<=十)(?=[一二三四五六]五)"
    r"|(?<=[今去明次])(?<![本首此这每历一两]次)(?=年|[今明]两)"
    r"|(?<=[今昨明])(?=[天日])|(?<=今)(?=后)|(?<=未)(?=来)|(?<=首)(?=季)"
    r"|(?<=[本当同])(?<![不相日基][本同])(?=[年月周前世季])"
    r"|(?<=[上下])(?=[半一]?年|个?[月世季]|[上下]?周)"
    rf"|(?<=前)(?<!以前)(?={_ANY}|两|年)"
    rf"|(?<=[农阴])(?=历(?:[正腊今去明]|{_ANY}))"
    r"|(?<=全)(?=年)|(?<=第)(?=. ?季)|(?<=截)(?=[至止])|(?<=目)(?=前)"
    rf"|(?<=[到至])(?=[{DIGITS}{RELATIVES}下年目现])"
    r"|(?<=[近过最])(?<![将附靠临创出下为是已].)(?=[的去近]|[一二两三五十0-9])"
    r"|(?<=年)(?<![一-鿿0-9]年)(?=[底末])"
    r"|(?<=[春元清端中国劳五十])(?=[节旦宵明午秋庆动一运])"
    r"|(?<=[“\"])(?=十.五|五一|十一))"
)
