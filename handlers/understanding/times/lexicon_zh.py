"""Chinese words of time in Simplified characters, Cantonese and spoken forms among them."""

from typing import Any

from handlers.understanding.times.clocks import AFTERNOON, DAWN, DAY_END, EVENING, MIDDAY, MORNING

_HOLIDAYS = {
    "new_year": "元旦节|元旦|新年",
    "valentine": "情人节",
    "women": "妇女节|三八节",
    "labour": "五一劳动节|劳动节|五一",
    "children": "六一儿童节|儿童节",
    "national": "国庆节|国庆长假|国庆|十一长假|十一假期|双十节|黄金周",
    "halloween": "万圣节",
    "singles": "双十一|双11",
    "twelve": "双十二|双12",
    "christmas_eve": "平安夜",
    "christmas": "圣诞节|圣诞",
    "new_year_eve": "跨年夜|跨年",
    "mother": "母亲节",
    "father": "父亲节",
    "thanksgiving": "感恩节",
    "easter": "复活节",
    "spring_eve": "除夕|大年三十|年三十|年夜饭",
    "spring": "春节|大年初一|农历新年|农历年|过年",
    "lantern": "元宵节|元宵",
    "qingming": "清明节|清明",
    "dragon_boat": "端午节|端午",
    "winter": "冬至",
    "qixi": "七夕节|七夕",
    "mid_autumn": "中秋节|中秋",
    "double_ninth": "重阳节|重阳",
}

_OFF = ("", "假期", "长假", "小长假", "放假", "假")
"""What a holiday's name may go on with."""


def _all(words: str, value: Any = None) -> dict[str, Any]:
    return dict.fromkeys(words.split("|"), value)


def _parts(day: str, value: int) -> dict[str, Any]:
    """Short forms such as 明早, 昨晚: a day and its part."""
    parts = {"早": MORNING, "晚": EVENING, "晨": MORNING, "夜": EVENING, "朝": MORNING}
    return {day + char: (("D", value), ("P", part)) for char, part in parts.items()}


WORDS: dict[str, dict[str, Any]] = {
    "h": _all("半|半个"),
    "D": {
        **_all("今天|今日|今儿|今儿个", 0),
        **_all("明天|明日|明儿|明儿个|听日|翌日", 1),
        **_all("后天|后日|后儿", 2),
        **_all("大后天|大后日", 3),
        **_all("昨天|昨日|昨儿|昨儿个|琴日|寻日", -1),
        **_all("前天|前日|前儿", -2),
        **_all("大前天|大前日", -3),
        **_all("刚刚|刚才|头先|啱啱|才刚", 0),
    },
    "L": {word + off: key for key, row in _HOLIDAYS.items() for word in row.split("|") for off in _OFF},
    "P": {
        **_all("凌晨|清晨", DAWN),
        **_all("早上|上午|早晨|朝早|上昼|一早|一大早|早间|早朝", MORNING),
        **_all("中午|正午|午间|晌午", MIDDAY),
        **_all("下午|午后|晏昼|下昼|晏就", AFTERNOON),
        **_all("晚上|傍晚|夜晚|夜里|晚间|深夜|夜间|黄昏", EVENING),
        **_all("下班前|收工前|放工前|下班之前|下班以前|收工之前|放工之前|打烊前", DAY_END),
    },
    "u": {
        **_all("分钟", "minute"),
        **_all("小时|个小时|钟头|个钟头|个钟", "hour"),
        **_all("天|日", "day"),
        **_all("工作日|个工作日|工作天|个工作天", "workday"),
        **_all("周|星期|个星期|礼拜|个礼拜|个周", "week"),
        **_all("月|个月|月份|个月份", "month"),
        **_all("季度|个季度|季|个季", "quarter"),
        **_all("年|年度|财年|个年度", "year"),
    },
    "k": _all("周末|星期末|礼拜末|个周末"),
    "r": {
        **_all("下|下个|下一|下一个", 1),
        **_all("上|上个|上一|上一个", -1),
        **_all("这|这个|这一|这一个|本|今|今个|呢个|呢", 0),
        **_all("下下|下下个|大下", 2),
        **_all("上上|上上个|大上", -2),
    },
    "p": _all("最近|近|过去|过去的|最近的|近来|最近这|近这"),
    "f": _all("未来|接下来|今后|未来的|接下来的|往后"),
    "e": {
        **_all("底|末|尾|最后一天|最后一日", "end"),
        **_all("初|第一天|第一日|头一天", "start"),
        **_all("中|中间", "middle"),
        **_all("上旬|初旬", "上旬"),
        "中旬": "中旬",
        "下旬": "下旬",
    },
    "H": {"上半年": 1, "下半年": 2},
    "v": _all("每|每个|每逢|逢", 1) | {"每隔": 2},
    "O": _all("隔"),
    "V": {
        **_all("每天|每日|天天|每一天", "daily"),
        **_all("双周|每双周", "biweekly"),
        "平日": "weekdays",
    },
    "i": _all("过|再过|过多|多过"),
    "1": _all("一次|一回|一趟"),
    "S": _all("开始|起|起计"),
    "m": {"元月": 1},
    "g": _all("前|之前|以前"),
    "l": _all("后|之后|以后|过后|过完|过了|过咗"),
    "x": _all("内|之内|以内"),
    "s": _all("以来|至今|自|自从|起至今|到现在"),
    "T": _all("到|至|直到|一直到"),
    "F": _all("从|由"),
    "&": _all("和|跟|同|与|及"),
    "_": _all("的|个|那天"),
    "@": _all("在|于"),
    "=": _all("大概|大约|约|差不多"),
    "<": _all("提前|提早"),
    "9": _all("最后一个|最后1个", -1)
    | {f"第{char}个": number for number, char in enumerate("一二三四五", 1)},
    "B": _all("节后|节假日后|假期后|放假后|假期之后|长假后", ("spring", "labour", "national"))
    | _all("过完年|过了年|过年后|开工第一天|开工第一日|开年后", ("spring",)),
    ".": _all(
        "早上好|上午好|中午好|下午好|晚上好|早晨好|一下|楼下|线下|私下|当下|以下|如下|剩下|手下|留下|签下|拿下|"
        "定下|楼上|线上|以上|加上|赶上|网上|会上|手上|马上|中心|中国|中间商|中信|中兴|中文|中粮|中建|初步|初期|初审|"
        "初稿|底价|底下|末端|前台|前景|前期|前任|前往|前端|后台|后面|后期|内部|内容|到底|自己|自动|至少|由于|附近|"
        "半价|尾款|尾数|尾盘|尾货|尾单|收尾|起码|起草|起步|起诉|一起|到期|了解|之前的|延后|推后|押后|超过|不过|通过|经过|见过|去过|聊过|打过|来过|最近一次|最后|最终|最早|最晚|五一路|五一广场|五一大道|早晨各位|各位早晨|大家早晨|早晨大家|今日头条|今日资本|同行|同事|同意|同样|同步|同期|和谐|跟进|跟单|跟踪|普及|涉及|及时|与会|新年快乐|新年好|新春快乐|圣诞快乐|圣诞节快乐|中秋快乐|中秋节快乐|国庆快乐|国庆节快乐|端午快乐|"
        "端午安康|元旦快乐|春节快乐|周末愉快|周末快乐|元宵节快乐|元宵快乐"
    ),
}

INITIALS = {"jt": 0, "mt": 1, "ht": 2, "zt": -1}
"""今天, 明天, 后天, 昨天 by their first sounds, beside Chinese words."""

COMPOUNDS: dict[str, tuple[tuple[str, Any], ...]] = {
    **_parts("今", 0),
    **_parts("明", 1),
    **_parts("昨", -1),
    **_parts("听", 1),
    **_parts("琴", -1),
    **_parts("寻", -1),
    "后晚": (("D", 2), ("P", EVENING)),
    "前晚": (("D", -2), ("P", EVENING)),
    "每早": (("V", "daily"), ("P", MORNING)),
    "每晚": (("V", "daily"), ("P", EVENING)),
    "每朝": (("V", "daily"), ("P", MORNING)),
    **_all("今明两天|今明两日|今明", (("D", 0), ("T", None), ("D", 1))),
    "去年": (("r", -1), ("u", "year")),
    "旧年": (("r", -1), ("u", "year")),
    "前年": (("r", -2), ("u", "year")),
    "明年": (("r", 1), ("u", "year")),
    "来年": (("r", 1), ("u", "year")),
    "出年": (("r", 1), ("u", "year")),
    "后年": (("r", 2), ("u", "year")),
    "全年": (("r", 0), ("u", "year")),
    "当月": (("r", 0), ("u", "month")),
    "当周": (("r", 0), ("u", "week")),
    "年初至今": (("u", "year"), ("s", None)),
    "月初至今": (("u", "month"), ("s", None)),
    "季初至今": (("u", "quarter"), ("s", None)),
    "半个月": (("n", 15), ("u", "day")),
    **_all("半个钟", (("n", 30), ("u", "minute"))),
    **_all("个半钟|个半小时|个半钟头", (("_", None), ("h", None), ("u", "hour"))),
    **_all("月头", (("u", "month"), ("e", "start"))),
    **_all("年头", (("u", "year"), ("e", "start"))),
    **_all("隔天|隔日", ((".", "隔天"),)),
    **_all(
        "第一个工作日|第一个上班日|上班头一天|上班第一天|第一天上班|头一天上班|第一日返工|返工第一日|复工第一天|开市第一天",
        (("9", 1), ("u", "workday")),
    ),
    **_all("最后一个工作日|最后一个上班日", (("9", -1), ("u", "workday"))),
    **_all("听晏昼|听晏", (("D", 1), ("P", AFTERNOON))),
    "一刻钟": (("n", 15), ("u", "minute")),
    "三刻钟": (("n", 45), ("u", "minute")),
}
