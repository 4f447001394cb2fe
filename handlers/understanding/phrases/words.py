"""Small vocabularies: who and what things are called, apart from the ways to say an action."""

SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂]"
)

KINDS: dict[str, str] = {
    "callback": "call-?backs?|call backs?|cb|ring back|回[访仿]|回电|覆电|回个电话|回拨",
    "follow_up": "follow(?:ing)?[- ]?ups?|f/?us?|check-?ins?|chasers?|chase|touch base|跟进|跟踪|追踪|联系",
    "demo": "demos?|demonstrations?|presentations?|product tour|演示|产品演示|演示会|展示|试用会",
    "email": "e-?mails?|emailed|mails?|邮件|发邮件|电邮|写信",
    "message": (
        "messages?|messaged|whatsapps?|whatsapped|wechats?|wx|texts?|texted|sms|dms?|微信|短信|消息|简讯|私信"
    ),
    "meeting": (
        "meetings?|mtgs?|meetups?|met|(?<!after )(?<!before )(?<!til )lunch(?:es)?|dinners?|breakfast|"
        "coffee|catch-?ups?|video calls?|zooms?|conf(?:erence)? calls?|"
        "会议|见面|面谈|会面|开[完过个咗]?会|约见|见[的过了咗]面|碰面|碰头|饭局|吃饭|饮茶|茶叙|电话会议?|"
        "视频会议?|"
        "视像会议|科室会|"
        "(?<=[的嘅个])会(?=[推改延挪取往提移]|$|[,!])"
    ),
    "visit": (
        "site visits?|site walks?|visits?|visited|visiting|vists?|onsite|on-site|拜访|拜[仿会]|上门拜访|"
        "上门|走访|到访|参观|探访|"
        "登门|实地考察|考察|看车|看房|睇楼|睇地盘|踩点|家访|探厂|访厂|陌拜"
    ),
    "call": (
        "phone calls?|calls?|called|phone|phoned|rang|ring|bell|电话|通话|通[的过]话|打电话|致电|去电|电访"
    ),
    "task": "tasks?|那个任务|to-?dos?|任务|待办|事项",
}
"""What the activity itself is called."""

KIND_VERBS: dict[str, str] = {
    "task": (
        "samples?|sample boards?|paperwork|invoices?|deliver(?:y|ies)?|prepar\\w+|samples? to send|sending|"
        "[送寄发][样货资料]|寄样|送样|发货|寄货|送货|催款|样板|样品|准备|报价单|资料|开票|对账"
    ),
    "visit": (
        "go(?:ing)? (?:to|over|round|out)|went(?: \\w+)? (?:to|there|over|out|round)|went|drop(?:ped|"
        "ping)? (?:by|in)|sw[iu]ng by|"
        "stop(?:ped)? by|see|saw|seen|been to|in with|trip|"
        "[去到来跑走]过|[去来]的|(?<![下进出失过嘛])去(?![年掉除了嘛])|[一这那]趟|跑(?!完)|来厂|上他们那"
    ),
    "call": "打(?:给|过|俾|畀|了|咗|来)|(?:[不没用使]|唔使)打|通[过了咗个]?话|倾电话",
    "message": "wrote|发[给过]?消息",
}
"""What one does for it: asked only where no activity is named."""

STAGES: dict[str, str] = {
    "won": (
        "closed[- ]won|won|win|sold|赢单|赢了|赢下|(?<![\\x0c\\x0d预待能会要可将])(?:拿下|拿到单|签下|"
        "签了)|签咗|中标|得标|(?<!能)成[了咗]|"
        "(?<![\\x0c\\x0d预待能会要可将计没未想])成交(?![率周额价量期天])"
    ),
    "lost": (
        "closed[- ]lost|lost|los(?:e|ing)|dead|fell through|went with|丢单|输单|失单|跑单|流单|落标|没中标|"
        "未中标|黄了|黄咗|没戏|"
        "输[了咗给俾畀]|(?<=[,,! ])输(?=在|$)|被[^,!]{0,6}抢|俾[^,!]{0,4}抢|抢[咗走了]|丢[了掉]|冇晒|冇咗|"
        "唔得喇|飞了|吹了|泡汤|没了|没谈成|谈崩"
    ),
    "negotiation": (
        "negotiations?|negotiating|nego|haggl\\w+|bargaining|商务谈判|议价谈判|谈判|商谈|议价|讲[紧]?价|"
        "砍[起咗]?价|还价|谈[紧]?价|"
        "杀[咗紧]?价|压[紧]?价|在杀|磨价"
    ),
    "proposal": (
        "proposals?|quoting|quotation|quote stage|quoted stage|报价阶段|报价(?=中|$)|方案阶段|提案阶段|提案|"
        "(?:进|入|到|为|成|是|在|做|至|转)方案|方案(?=阶段|$|[,!])"
    ),
    "qualified": "qualified|qualification|qualify|有意向|意向|需求确认|确认需求|已确认需求",
    "lead": "leads?|cold lead|线索",
}
"""Stages of a deal; where two are said, the later in this table counts only if nothing points to it."""

TIERS: dict[str, str] = {
    "key": (
        "key|vips?|strategic|top tier|tier (?:a|1|one)|(?:grade|class|category|level) a|a[- ](?:tier|grade|"
        "class|level)|(?:a-|(?<=an )a )(?:list|accounts?|customers?|clients?)|"
        "first importance|most important|[甲a][类级等]|大客户|大客|重点客户|重点|重要客户|战略客户|核心客户"
    ),
    "standard": (
        "standard|normal|regular|ordinary|tier (?:b|2|two)|(?:grade|class|category|level) b|b[- ](?:tier|"
        "grade|class|level)|(?:b-|(?<=a )b )(?:list|accounts?|customers?|clients?)|"
        "普通客户|普通|一般客户|标准客户|[乙b][类级等]"
    ),
    "small": (
        "small|minor|tier (?:c|3|three)|(?:grade|class|category|level) c|c[- ](?:tier|grade|class|level)|"
        "(?:c-|(?<=a )c )(?:list|accounts?|customers?|clients?)|"
        "小客户|小客(?!人)|细客|[丙c][类级等]"
    ),
}

LANGUAGES: dict[str, str] = {
    "zh-Hant": (
        "traditional chinese|chinese \\(traditional\\)|traditional|zh-hant|zh-tw|zh-hk|繁体中文|繁中|繁体|"
        "正体中文|正体"
    ),
    "zh-Hans": (
        "simplified chinese|chinese \\(simplified\\)|simplified|mandarin|chinese|zh-hans|zh-cn|zh|简体中文|"
        "简中|简体|中文|汉语|国语|普通话"
    ),
    "en": "english|eng|en|英文|英语",
}

LIFECYCLES: dict[str, str] = {
    "loyal": "loyal|loyalty|忠诚|忠实|铁杆",
    "dormant": "dormant|sleeping|inactive|沉睡|休眠",
    "lost": "lost|churned|churn|流失",
    "prospect": "prospects?|潜在|潜客",
    "customer": "customers?|clients?|成交客户|正式客户|合作客户",
    "lead": "leads?|线索",
}
"""Where a customer stands with us."""

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
    "category": "categor(?:y|ies)|kind|type|类[别型]|分类|种类",
    "campaign": "campaigns?|events?|trade shows?|fairs?|活动|展会|场次",
    "tier": "tiers?|levels?|grades?|(?:客户)?(?:等级|级别|分级|层级)(?:客户)?",
    "stage": "stages?|阶段",
    "region": "regions?|areas?|territor(?:y|ies)|区域|大区|地区|区|省份?|城市",
    "industry": "industr(?:y|ies)|sectors?|verticals?|行业别?|产业别?",
    "source": "sources?|channels?|来源|渠道",
    "team": "teams?|departments?|团队|部门|小组|组别?",
    "product": "products?|product lines?|skus?|产品线?|商品|品项",
    "owner": (
        "(?:\\w+ ){0,2}reps?|owners?|sales ?(?:person|people|man|men|reps?)|persons?|people|"
        "members?(?: of (?:the|my|our) team)?|head|"
        "asms?|colleagues?|人员?|个人|位同事|业务员?|销售|负责人|工程师|同事|成员"
    ),
    "week": "weeks?|周|礼拜|星期",
    "month": "months?|个?月",
}
"""What a figure may be split by."""

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
    "complaint": "complaints?|complain|beefs?|gripes?|grievances?|moans?|投诉|客诉|抱怨",
    "question": "questions?|quer(?:y|ies)|inquir(?:y|ies)|enquir(?:y|ies)|咨询|问题|询问|查询|疑问",
    "suggestion": "suggestions?|ideas?|feature requests?|建议|意见",
    "praise": "praises?|compliments?|kudos|thank-?yous?|表扬|称赞|好评|赞赏",
    "any": "tickets?|issues?|cases?|工单|单",
}

CLEARANCES: dict[str, str] = {
    "names": "(?:just |only )?names (?:and|&) dates(?: only)?|"
    "(?:只|仅|净系)(?:显示|看|说|讲|展示|睇)?(?:名称|名字|姓名|客户名)[和与跟及同]日期",
    "full": "no (?:more )?(?:guests|outsiders|strangers)(?: here| left| any more)?|"
    "(?:没有|冇|没)(?:外人|访客|客人|来宾)",
}
"""What a group may be told, where its team is named."""

ROLES_HERE: dict[str, str] = {
    "manager": "manager|经理|主管|管理者",
    "admin": "admin(?:istrator)?|管理员|系统管理员",
    "partner": "partner|合作伙伴|伙伴|外部协作者|代理商",
    "rep": "rep|salesperson|sales rep|销售|业务|业务员|成员",
}
"""As what somebody is let in."""
