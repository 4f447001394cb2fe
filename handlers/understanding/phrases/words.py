"""Small vocabularies: who and what things are called, apart from the ways to say an action."""

from handlers.understanding.phrases.stops import listed

# Well-known companies whose names read as a date, a number or a verb; any others are known from the store.
DATE_LIKE_NAMES: tuple[str, ...] = (
    *(
        "今日头条",
        "今天国际",
        "今世缘",
        "每日互动",
        "每日优鲜",
        "每日经济新闻",
        "明天控股",
        "明日控股",
        "明月镜片",
    ),
    *(
        "周大福",
        "周六福",
        "周黑鸭",
        "周生生",
        "九阳股份",
        "三六零",
        "七天酒店",
        "十月稻田",
        "五月花",
        "八月瓜",
    ),
    *("春秋航空", "立秋科技", "百日鲜", "半天妖", "一点资讯", "一刻talks", "三只松鼠", "三月三"),
    *(
        "(?<![完精优最])美的(?![人是好])",
        "去哪儿",
        "饿了么",
        "好未来",
        "新希望",
        "转转",
        "人人车",
        "什么值得买",
        "完美世界",
        "完美日记",
    ),
    *(
        "Monday.com",
        "monday.com",
        "Friday Foods",
        "24 Hour Fitness",
        "March Networks",
        "May Department Stores",
    ),
    *("7-Eleven", "58同城", "51Talk", "7-ELEVEN", "Day One", "First Solar", "Second Cup", "Quarter Mile"),
)

SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂]"
)

TITLES = (
    "董事长|总经理|副总裁|副总|总裁|总监|总工|总(?![结部共监额体是包价量之会算局成])|采购经理|经理|主任|主管|科长|处长|"
    "部长|局长|厂长|店长|校长|院长|行长|所长|队长|组长|书记|老师|教授|博士|医生|大夫|律师|会计|秘书|祕书|助理|顾问|"
    "工程师|工(?![厂业程作商人地])|先生|女士|小姐|太太|老板|董(?!事)|哥|姐"
)
ROLES = "采购|财务|技术|运营|销售|法务|行政|人事|仓库|生产|市场|前台|老板|客户"
LATIN_TITLES = "Mr|Mrs|Ms|Miss|Dr|Prof|CEO|CFO|CTO|COO|CIO|CMO|CPO|VP|MD|GM"

REGIONS_ZH = (
    "华东|华南|华北|华中|西南|西北|东北|长三角|珠三角|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|无锡|宁波|温州|武汉|"
    "成都|西安|长沙|郑州|青岛|济南|大连|沈阳|哈尔滨|长春|合肥|福州|厦门|泉州|南昌|昆明|贵阳|南宁|海口|兰州|太原|"
    "石家庄|佛山|东莞|珠海|中山|惠州|常州|南通|嘉兴|绍兴|台北|台中|台南|高雄|新竹|桃园|香港|澳门|江苏|浙江|广东|福建|"
    "山东|山西|河南|河北|湖南|湖北|四川|云南|贵州|安徽|江西|陕西|甘肃|辽宁|吉林|黑龙江|广西|海南|新疆|内蒙古|宁夏|青海|西藏"
)

KINDS: dict[str, str] = {
    "visit": "site visit|visits?|onsite|拜访|上门拜访|上门|走访|到访|参观",
    "call": "phone calls?|calls?|ring|电话|通话|打电话",
    "meeting": "meetings?|mtg|lunch|dinner|coffee|catch-?up|会议|见面|面谈|会面|开会|约见",
    "email": "e-?mails?|邮件|发邮件|电邮",
    "message": "messages?|whatsapps?|wechats?|texts?|微信|短信|消息",
    "demo": "demos?|demonstrations?|presentation|演示|产品演示|演示会",
    "callback": "call-?backs?|call backs?|回访|回电",
    "follow_up": "follow-? ?ups?|followups?|check-?ins?|chase|跟进|跟踪|联系",
    "task": "tasks?|那个任务|to-?dos?|任务|待办|事项",
}

STAGES: dict[str, str] = {
    "lead": "lead|线索",
    "qualified": "qualified|有意向|意向|需求确认",
    "proposal": "proposals?|quoting|方案|报价",
    "negotiation": "negotiations?|negotiating|商务谈判|议价谈判|谈判|议价|砍价",
    "won": "closed won|won|赢单|成交",
    "lost": "closed lost|lost|丢单|输单|黄了",
}

TIERS: dict[str, str] = {
    "key": "key(?: accounts?| customers?)?|VIPs?|A类|A级|大客户|重点客户|重点|tier A|top tier",
    "standard": "standard(?: accounts?| customers?)?|normal|普通客户|普通|B类|B级|tier B",
    "small": "small(?: accounts?| customers?)?|小客户|C类|C级|tier C",
}

LANGUAGES: dict[str, str] = {
    "en": "english|英文|英语",
    "zh-Hant": "traditional chinese|chinese \\(traditional\\)|繁体中文|繁中|繁体",
    "zh-Hans": "simplified chinese|chinese \\(simplified\\)|mandarin|chinese|简体中文|简中|简体|中文|汉语",
}

METRICS: dict[str, str] = {
    "visits": "(?:site )?visits?|拜访量|拜访次数|拜访数|拜访",
    "calls": "(?:phone )?calls?|通话量|电话量|电话数|通电话|电话",
    "meetings": "meetings?|会议数|会议|见面",
    "demos": "demos?|演示次数|演示",
    "win_rate": "win rate|win-rate|赢单率|赢率|成交率",
    "activities": "activit(?:y|ies)|活动量|活动数|活动|动态",
    "new_customers": "new (?:customers|accounts|logos)|新客户|新增客户",
    "receivables": "receivables|outstanding payments|应收账款|应收款|应收|欠款",
    "payments": "payments?|cash in|collections?|回款|到账|收款",
    "revenue": "revenue|sales|turnover|业绩|销售额|营收|收入",
    "complaints": "complaints?|投诉量|投诉数|投诉",
    "satisfaction": "(?:customer )?satisfaction|csat|满意度",
    "nps": "nps|净推荐值",
    "quotes": "quotes?|quotations?|报价数|报价",
    "orders": "orders?|订单数|订单量|订单|签单|签约",
    "conversion": "conversion(?: rate)?|转化率|转化",
    "cycle": "(?:sales )?cycle(?: length| time)?|销售周期|成交周期",
    "attainment": "(?:target )?attainment|目标完成率|完成率|达成率",
    "deals": "(?:new )?(?:deals|opportunities)|商机数|商机|新商机",
}

COUNTED = (
    "拜访量|拜访次数|拜访数|电话量|电话数|通话量|会议数|演示次数|活动量|"
    "活动数|报价数|订单数|订单量|投诉量|投诉数|商机数"
)
"""Counts of what may also be done or written down, said so that no doubt is left."""

BY: dict[str, str] = {
    "owner": "reps?|owner|salesperson|people|每人|每个人|按人|各人|各销售|按销售|排行榜?|排名|ranking",
    "stage": "stage|各阶段|按阶段",
    "tier": "tier|各等级|按等级|按级别",
    "region": "region|各区域|各大区|按区域|各地区|按地区",
    "industry": "industry|各行业|按行业|分行业",
    "source": "source|各来源|按来源|来源",
    "team": "team|各团队|按团队",
    "product": "product|各产品|按产品",
    "category": "category|各类别|按类别|按分类",
    "week": "week|每周|按周|各周",
    "month": "month|每月|按月|各月",
}

FIELDS: dict[str, str] = {
    "industry": "industry|sector|行业",
    "region": "region|territory|地区|区域|大区",
    "phone": "phone(?: number)?|tel|telephone|mobile|电话|手机|手机号|电话号码|联系电话",
    "email": "e-?mail(?: address)?|邮箱|邮件地址|电子邮箱|电邮",
    "address": "address|地址|办公地址",
    "birthday": "birthday|生日",
    "renewal": "renewal(?: date)?|contract renewal|续约日|续约日期|合同到期日|到期日|续签日",
    "source": "source|来源|客户来源",
    "tag": "tags?|标签",
    "alias": "alias|nickname|别名|简称|又名",
    "name": "name|名称|名字|公司名",
    "tier": "tier|等级|级别|客户等级",
    "lifecycle": "lifecycle|生命周期",
    "interest": "interests?|兴趣|兴趣点|关注点",
    "credit": "credit(?: grade| rating)?|信用|信用等级",
    "title": "title|job title|职位|职务",
}

TICKETS: dict[str, str] = {
    "complaint": "complaints?|投诉|客诉",
    "question": "questions?|inquiries|enquiries|咨询|问题",
    "suggestion": "suggestions?|ideas|建议",
    "praise": "praise|compliments?|表扬",
    "any": "tickets?|issues?|cases?|工单",
}

GIVEN_NAMES = frozenset(
    listed(
        """
        aaron adam aisha alan alex alice amy ana andrea andrew andy angela anna anne ben bill bob brian
        bruce carl carlos carol cathy charles charlie chen chris claire dana daniel dave david diana diego
        emily emma eric erik eva evan fiona frank fred gary george grace greg hans harry helen henry ian
        ines isabel jack jacob james jane janet jason jean jeff jennifer jenny jerry jessica jim joan joe
        john jon jose joseph juan judy julia julie karen kate kathy keith kelly ken kevin kim kyle larry
        laura lee lena leo lily linda lisa liz louis lucy luis luke maria mark marta martin mary matt mei
        michael michelle miguel mike mohammed monica nancy nick nicole nina oliver olivia omar oscar pablo
        pam patrick paul peter phil philip priya rachel rafael raj rebecca rick rob robert roger ron rosa
        ruth ryan sally sam samantha sandra sara sarah scott sean simon sofia sophie stella stephen steve
        steven sue susan sven tanya ted terry thomas tim tina todd tom tomas tony tracy victor vincent wendy
        will william yuki zoe
        """
    )
)
"""First names: who is called one of them is a person rather than a company."""
