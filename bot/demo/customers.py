"""The sample's sixty customers, all made up, and who is spoken to there."""

from bot.demo.kinds import SampleContact, SampleCustomer

QUIET = "金澜医疗器械"
"""The key account where nobody has been reached for twenty days."""

_LANGUAGES = {"TWD": "zh-Hant", "HKD": "zh-Hant", "USD": "en", "EUR": "en", "GBP": "en"}
_NUMBERS = {
    "CNY": "+86 21 5550 {:04}",
    "TWD": "+886 2 5550 {:04}",
    "HKD": "+852 5550 {:04}",
    "USD": "+1 202 555 {:04}",
    "EUR": "+46 31 390 06 {:02}",
}
_FORMS_OF_ADDRESS = (
    "总",
    "經理",
    "经理",
    "總",
    "主任",
    "厂长",
    "廠長",
    "課長",
    "工程师",
    "工程師",
    "店长",
    "店長",
)

# name, owner, tier, region, industry, currency, aliases
_ROWS: tuple[tuple[str, str, str, str, str, str, tuple[str, ...]], ...] = (
    # ---- East, in Chinese
    ("星河科技", "林薇", "key", "上海", "电子", "CNY", ("上海星河", "Xinghe Tech")),
    ("星河电子", "林薇", "standard", "苏州", "电子", "CNY", ("苏州星河",)),
    ("柏舟新能源", "林薇", "key", "合肥", "新能源", "CNY", ("柏舟",)),
    ("云帆冷链物流", "林薇", "standard", "上海", "物流", "CNY", ("云帆冷链", "云帆")),
    ("晨栎食品", "林薇", "standard", "杭州", "食品", "CNY", ("晨栎",)),
    ("明渡生物", "林薇", "small", "上海", "生物", "CNY", ()),
    ("青禾包装", "林薇", "small", "嘉兴", "包装", "CNY", ()),
    ("望岚纺织", "林薇", "small", "绍兴", "纺织", "CNY", ()),
    (QUIET, "周子轩", "key", "苏州", "医疗", "CNY", ("金澜医疗", "金澜")),
    ("瑞枫制药", "周子轩", "standard", "南京", "制药", "CNY", ("瑞枫",)),
    ("澄观光学", "周子轩", "standard", "苏州", "光学", "CNY", ()),
    ("北屿化工", "周子轩", "standard", "南通", "化工", "CNY", ("北屿",)),
    ("东篱家居", "周子轩", "small", "杭州", "家居", "CNY", ()),
    ("溪石建材", "周子轩", "small", "湖州", "建材", "CNY", ()),
    ("东启汽车部件", "吴昊", "key", "宁波", "汽车", "CNY", ("东启", "东启汽配")),
    ("恒锐精工", "吴昊", "standard", "无锡", "机械", "CNY", ("恒锐",)),
    ("飞垣航空零部件", "吴昊", "standard", "上海", "航空", "CNY", ("飞垣",)),
    ("磐翼机器人", "吴昊", "standard", "合肥", "机器人", "CNY", ()),
    ("吉岚电机", "吴昊", "small", "台州", "机械", "CNY", ()),
    ("远桥重工", "吴昊", "standard", "南京", "机械", "CNY", ("远桥",)),
    ("甄果乳业", "徐雅婷", "key", "南京", "食品", "CNY", ("甄果",)),
    ("三桠茶饮", "徐雅婷", "standard", "上海", "连锁餐饮", "CNY", ("三桠",)),
    ("木槿日化", "徐雅婷", "standard", "上海", "日化", "CNY", ()),
    ("拾光文创", "徐雅婷", "small", "杭州", "零售", "CNY", ()),
    ("鹿鸣教育装备", "徐雅婷", "small", "合肥", "教育", "CNY", ("鹿鸣",)),
    ("联橡仓储", "徐雅婷", "standard", "无锡", "物流", "CNY", ()),
    # ---- the Greater Bay, in Simplified Chinese
    ("鹏澜电路", "何詠詩", "key", "深圳", "电子", "CNY", ("鹏澜",)),
    ("粤衡检测", "何詠詩", "standard", "广州", "检测", "CNY", ()),
    ("莞塑精密", "黃柏翰", "standard", "东莞", "塑料", "CNY", ("莞塑",)),
    ("南屿陶瓷", "黃柏翰", "small", "佛山", "建材", "CNY", ()),
    # ---- Taiwan and Hong Kong
    ("翔禾半導體材料", "陳怡君", "key", "新竹", "半導體", "TWD", ("翔禾",)),
    ("璟泰精密", "陳怡君", "standard", "台中", "機械", "TWD", ("璟泰",)),
    ("綠瀾生技", "陳怡君", "standard", "台北", "生技", "TWD", ("綠瀾",)),
    ("日嵐食品", "陳怡君", "small", "台南", "食品", "TWD", ()),
    ("鼎沐工具機", "黃柏翰", "standard", "台中", "機械", "TWD", ("鼎沐",)),
    ("海棠醫療器材", "黃柏翰", "standard", "高雄", "醫療", "TWD", ("海棠醫材",)),
    ("禾暄印刷", "黃柏翰", "small", "新北", "印刷", "TWD", ()),
    ("維嶺物流", "何詠詩", "key", "香港", "物流", "HKD", ("維嶺", "Wai Ling Logistics")),
    ("港澄中央廚房", "何詠詩", "standard", "香港", "餐飲", "HKD", ("港澄",)),
    ("半島鐘錶零件", "何詠詩", "small", "香港", "鐘錶", "HKD", ()),
    # ---- East, international companies
    ("Northwind Traders", "Ann Lee", "key", "Shanghai", "Wholesale", "USD", ("Northwind", "NWT", "北风贸易")),
    ("Acme Labs", "Ann Lee", "standard", "Shanghai", "Laboratory", "USD", ()),
    ("Acme Foods", "Ann Lee", "standard", "Suzhou", "Food", "USD", ()),
    ("Halden Marine", "Ann Lee", "standard", "Ningbo", "Shipping", "USD", ("Halden",)),
    ("Kestrel Packaging", "Ann Lee", "standard", "Wuxi", "Packaging", "USD", ("Kestrel",)),
    ("Brightwater Filters", "Ann Lee", "small", "Kunshan", "Filtration", "USD", ()),
    ("Osprey Audio", "Ann Lee", "small", "Hangzhou", "Electronics", "USD", ()),
    ("Fernhill Toys", "Ann Lee", "small", "Ningbo", "Toys", "USD", ()),
    # ---- International
    ("Penhallow Engineering", "Marcus Oyelaran", "key", "Birmingham", "Machinery", "EUR", ("Penhallow",)),
    ("Larkspur Dairy", "Marcus Oyelaran", "standard", "Bristol", "Food", "EUR", ("Larkspur",)),
    ("Tamsin & Rowe Bakeries", "Marcus Oyelaran", "small", "Leeds", "Food", "EUR", ("T&R",)),
    ("Norrvik Batteries", "Sofia Lindqvist", "key", "Gothenburg", "Energy", "EUR", ("Norrvik",)),
    ("Falkenau Optik", "Sofia Lindqvist", "standard", "Jena", "Optics", "EUR", ("Falkenau",)),
    ("Casa Lumbrera", "Sofia Lindqvist", "small", "Valencia", "Lighting", "EUR", ()),
    ("Straits Harbour Coldstore", "Priya Nair", "standard", "Singapore", "Logistics", "USD", ("Straits",)),
    ("Bukit Agro Foods", "Priya Nair", "standard", "Kuala Lumpur", "Food", "USD", ("Bukit Agro",)),
    ("Saffron Route Textiles", "Priya Nair", "small", "Chennai", "Textiles", "USD", ()),
    ("Redfern Aerostructures", "Daniel Reyes", "key", "Hartford", "Aerospace", "USD", ("Redfern",)),
    ("Cobalt Creek Brewing", "Daniel Reyes", "standard", "Denver", "Beverages", "USD", ("Cobalt Creek",)),
    ("Juniper Falls Clinics", "Daniel Reyes", "standard", "Portland", "Health", "USD", ("Juniper Falls",)),
)  # fmt: skip

_CONTACTS: dict[str, tuple[str, ...]] = {
    "星河科技": ("王建国, 采购总监", "李思源, 设备经理", "郑敏, 质量经理"),
    "星河电子": ("孙立群, 生产经理", "钱晓岚, 采购经理"),
    "柏舟新能源": ("冯志远, 副总", "蒋雯, 采购经理", "韩磊, 工艺主任"),
    "云帆冷链物流": ("沈一鸣, 运营总监",),
    "晨栎食品": ("杨帆, 厂长", "许静怡, 品控经理"),
    "明渡生物": ("曹宁, 实验室主任",),
    "青禾包装": ("严涛, 总经理",),
    "望岚纺织": ("金秀兰, 厂长",),
    QUIET: ("赵国平, 总经理", "魏婷, 采购经理", "陶然, 注册主任"),
    "瑞枫制药": ("姜海峰, 工程总监", "戚薇薇, 验证主任"),
    "澄观光学": ("谢东明, 总经理",),
    "北屿化工": ("邹凯, 安全主任", "柏青, 设备经理"),
    "东篱家居": ("水静, 采购经理",),
    "溪石建材": ("窦长林, 厂长",),
    "东启汽车部件": ("章伟, 制造总监", "苏晴, 采购经理", "潘永强, 设备经理"),
    "恒锐精工": ("葛云飞, 厂长", "范琳, 采购经理"),
    "飞垣航空零部件": ("彭远, 质量总监",),
    "磐翼机器人": ("鲁一帆, 研发总监", "昌敏, 供应链经理"),
    "吉岚电机": ("马春生, 总经理",),
    "远桥重工": ("苗大伟, 设备经理",),
    "甄果乳业": ("凤岚, 供应链总监", "花云, 品控经理", "方卫东, 厂长"),
    "三桠茶饮": ("俞佳, 运营总监", "任可, 采购经理"),
    "木槿日化": ("袁立, 生产经理",),
    "拾光文创": ("柳絮, 店长",),
    "鹿鸣教育装备": ("鲍文, 总经理",),
    "联橡仓储": ("史可心, 仓库主任", "唐骏, 总经理"),
    "鹏澜电路": ("费亮, 工程总监", "廉颖, 采购经理"),
    "粤衡检测": ("岑浩, 实验室主任", "薛梅, 采购经理"),
    "莞塑精密": ("雷鸣, 厂长",),
    "南屿陶瓷": ("贺兰芝, 总经理",),
    "翔禾半導體材料": ("張育誠, 採購經理", "劉佩珊, 品保經理", "吳明德, 廠長"),
    "璟泰精密": ("林志豪, 總經理", "蔡淑芬, 採購課長"),
    "綠瀾生技": ("許雅雯, 實驗室主任",),
    "日嵐食品": ("洪國華, 廠長",),
    "鼎沐工具機": ("賴俊宏, 廠長", "簡美玲, 採購經理"),
    "海棠醫療器材": ("葉家豪, 總經理",),
    "禾暄印刷": ("鄧麗卿, 生管課長",),
    "維嶺物流": ("曾國強, 營運總經理", "周慧敏, 採購經理"),
    "港澄中央廚房": ("馮啟泰, 廠長", "譚嘉儀, 品質主任"),
    "半島鐘錶零件": ("關永年, 總經理",),
    "Northwind Traders": (
        "Jane Howell, Purchasing Manager",
        "Victor Sandoval, Operations Director",
        "Mei Tan, Warehouse Lead",
    ),
    "Acme Labs": ("Peter Novak, Lab Director", "Ruth Adler, Buyer"),
    "Acme Foods": ("Carla Jensen, Plant Manager", "Nathan Li, Buyer"),
    "Halden Marine": ("Erik Moen, Fleet Engineer",),
    "Kestrel Packaging": ("Diane Foster, Plant Manager", "Omar Haddad, Maintenance Lead"),
    "Brightwater Filters": ("Tom Ashby, General Manager",),
    "Osprey Audio": ("Keiko Mori, Quality Lead",),
    "Fernhill Toys": ("Gavin Brook, Sourcing Manager",),
    "Penhallow Engineering": (
        "Alice Trent, Works Director",
        "Rob Kearney, Buyer",
        "Sanjay Patel, Quality Manager",
    ),
    "Larkspur Dairy": ("Megan Pryce, Site Manager", "Colin Webb, Engineer"),
    "Tamsin & Rowe Bakeries": ("Joanna Rowe, Owner",),
    "Norrvik Batteries": ("Anders Holm, Process Director", "Elin Berg, Buyer"),
    "Falkenau Optik": ("Katrin Vogel, Head of Production", "Jonas Reiter, Buyer"),
    "Casa Lumbrera": ("Lucía Ferrer, Owner",),
    "Straits Harbour Coldstore": ("Adeline Koh, Operations Manager", "Faizal Rahman, Engineer"),
    "Bukit Agro Foods": ("Hafiz Ismail, Plant Manager",),
    "Saffron Route Textiles": ("Meera Iyer, Owner",),
    "Redfern Aerostructures": (
        "Laura McBride, Quality Director",
        "Steve Okafor, Buyer",
        "Nina Castillo, Line Lead",
    ),
    "Cobalt Creek Brewing": ("Hank Miller, Head Brewer", "Joy Tran, Buyer"),
    "Juniper Falls Clinics": ("Beth Coleman, Facilities Manager",),
}

CUSTOMERS = tuple(
    SampleCustomer(
        name, owner, tier, region, industry, _LANGUAGES.get(currency, "zh-Hans"), currency, aliases
    )
    for name, owner, tier, region, industry, currency, aliases in _ROWS
)


def contacts() -> tuple[SampleContact, ...]:
    """Return everybody spoken to, each with a number and an address that lead nowhere."""
    people = [(customer, person) for customer in CUSTOMERS for person in _CONTACTS[customer.name]]
    return tuple(_contact(customer, person, at) for at, (customer, person) in enumerate(people))


def _contact(customer: SampleCustomer, person: str, at: int) -> SampleContact:
    name, _, title = person.partition(", ")
    phone = _NUMBERS[customer.currency].format(at % 100 if customer.currency == "EUR" else 100 + at % 100)
    return SampleContact(
        customer.name, name, title, _called(name, title), phone, f"contact{at + 1:03}@example.com"
    )


def _called(name: str, title: str) -> str:
    """Return how notes speak of them: Jane, 王总, 張經理."""
    if name.isascii() or " " in name:
        return name.split()[0]
    form = next((form for form in _FORMS_OF_ADDRESS if title.endswith(form)), "")
    if "总监" in title or title == "总经理":
        form = "总"
    if title.endswith("總經理"):
        form = "總"
    return name[0] + form.replace("工程师", "工") if form else name
