"""The words names share: legal forms, regions, trades; folded and simplified."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HAN_LEGAL = re.compile(
    r"(?:集团|控股|股份|实业)*(?:有限责任|有限|股份|无限|集团|总)?(?:公司|合伙企业|合伙)$|(?:集团|控股|股份)+$"
)
"""The legal form at the end of a Chinese name; 集团, 控股 and 股份 alone are quoted in short names."""

BRANCH_TAILS = ("分公司", "子公司", "分行", "支行", "分店", "营业部", "办事处", "代表处")
HAN_BRANCH = re.compile(
    f"(?P<main>..+?(?:公司|银行|集团)|..+)(?P<place>.{{2,9}}?)(?:{'|'.join(BRANCH_TAILS)})"
)

LATIN_LEGAL = _words("""
    ab ag aps as asa bhd bv company co corp corporation eurl gmbh gk inc incorporated kft kg kgaa kk
    limited lda llc llp lp ltd ltda nv oy oyj plc private pte pty pvt sa sarl sas sdn se sl spa srl sro
    spzoo ulc zoo
    """)

PINYIN_LEGAL = re.compile("(?:gufen|zeren|youxian|gongsi|jituan|konggu)+$")

LATIN_LEGAL_CLASS = {"company": "co", "corporation": "corp", "incorporated": "inc", "limited": "ltd"}

ABBREVIATIONS = dict(
    word.split("=")
    for word in sorted(
        _words("""
    adv=advanced amer=american assoc=associates bldg=building bros=brothers cap=capital chem=chemical
    comm=communications comms=communications constr=construction consult=consulting ctr=center
    centre=center dev=development dist=distribution ed=education elec=electric electr=electronics
    eng=engineering engg=engineering engr=engineering ent=enterprises entmt=entertainment
    equip=equipment fin=financial finl=financial gen=general govt=government grp=group gp=group
    hldg=holdings hldgs=holdings holding=holdings hosp=hospital ind=industries inds=industries
    indl=industrial ins=insurance inst=institute int=international intl=international inv=investment
    invt=investment invs=investments lab=labs laboratories=labs laboratory=labs log=logistics
    mach=machines machs=machines mgmt=management mgt=management mfg=manufacturing mfr=manufacturing
    mktg=marketing mkt=marketing matls=materials med=medical mtl=materials nat=national natl=national
    pharm=pharmaceuticals pharma=pharmaceuticals pharms=pharmaceuticals pharmaceutical=pharmaceuticals
    prod=products prods=products prop=properties props=properties rest=restaurants res=resources
    rlty=realty sci=sciences svc=services svcs=services serv=services service=services sol=solutions
    solns=solutions std=standard sys=systems syst=systems system=systems tech=technologies
    techs=technologies technology=technologies telecom=telecommunications tel=telecommunications
    trans=transportation transp=transportation univ=university util=utilities
    """)
    )
)
"""Short writings and number variants of words of trade, each with the form they are compared by."""

STOP_WORDS = _words("a an and at by de der des di du for in la le of on the und von y")

LATIN_TRADE = frozenset(ABBREVIATIONS.values()) | _words("""
    academy aerospace agency airlines airways american analytics apparel asset associates association
    auto automation automotive bancorp bank banking beverage biotech biosciences brands broadcasting
    business care cargo center central chemicals clinic college computer computers consultants consumer
    container control controls credit data design device devices digital direct dynamics electronic
    electrical energy enterprise entertainment environmental equities europe exchange express factory
    farms federal fidelity finance first foods food foundation fund furniture gas global gold graphics
    health healthcare home hotel hotels household imaging industry information infrastructure
    innovations instruments integrated interactive internet jewelry latin land lighting line lines
    machinery manufacturing marine mart materials media metals micro mining mobile mortgage motor
    motors mutual natural net network networks new north oil online optical packaging paper partners
    parts payments petroleum pipeline plastics power precision press processing production property
    public realty regional rental research retail robotics rubber savings school science security
    securities semiconductor semiconductors shipping society software solar source stores steel store
    studio studios supply tools toys trade trading travel trucking trust union united universal us usa
    valley venture ventures water wealth wireless works world worldwide
    """)
"""Words many names share: they alone tell no company from another."""

LATIN_REGIONS = _words("""
    africa america americas apac asia australia beijing brazil britain canada china emea england europe
    france germany guangzhou hongkong india indonesia italy japan jiangsu kong korea london malaysia
    mexico nederland pacific paris philippines russia shanghai shenzhen singapore spain suzhou taiwan
    thailand tokyo uk us usa vietnam
    """)

TELLING = _words("一 二 三 四 五 六 七 八 九 十 东 南 西 北 上 下") | _words(
    "east west north south eastern western northern southern upper lower one two three four five"
    " first second third"
)
"""Units of which one never stands for another, however alike the rest."""

HAN_REGIONS = _words("""
    中国 中华 北京 上海 天津 重庆 香港 澳门 台湾 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建
    江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 石家庄 唐山
    秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾
    吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东
    锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔
    鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安
    盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南
    马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平
    龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台
    潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作
    濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈
    咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关
    深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁
    柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 儋州 成都 自贡 攀枝花
    泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺
    毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 大理 德宏 拉萨 西安 铜川 宝鸡 咸阳 渭南
    延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东
    银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 喀什 昆山 常熟 张家港 江阴 宜兴 太仓
    义乌 慈溪 余姚 海宁 桐乡 诸暨 瑞安 乐清 温岭 晋江 石狮 南安 福清 顺德 南海 番禺 增城 浦东 闵行 松江
    嘉定 朝阳区 海淀 丰台 台北 高雄 台中 台南 新竹 桃园 亚洲 亚太 大中华 华北 华南 华东 华中 西南 西北
    东北 全球
    """)
HAN_REGION_TAILS = (
    "特别行政区",
    "自治区",
    "自治州",
    "开发区",
    "高新区",
    "新区",
    "地区",
    "省",
    "市",
    "区",
    "县",
)
HAN_COUNTY = re.compile("[^市县区]{2,3}(?:(?<![超城门股夜])市|县)|(?<=[市县])[^市县区]{2,3}区")
"""A county or city whose name ends in its kind, and a district after its city."""

HAN_TRADE = _words("""
    科技 技术 信息 信息技术 电子 电气 电器 电力 电机 电缆 电线 电池 电源 电信 电讯 通信 通讯 网络 软件
    硬件 系统 计算机 数据 数码 数字 智能 智造 智家 智联 云计算 物联网 互联网 人工智能 机器人 自动化
    半导体 集成电路 微电子 光电 光学 光伏 激光 显示 照明 仪器 仪表 传感 传感器 芯片 器件 元器件 元件
    新能源 能源 新材料 材料 高新 化工 化学 化纤 石油 石化 天然气 燃气 煤炭 煤业 煤电 矿业 钢铁 有色
    金属 铝业 铜业 锂业 黄金 稀土 冶金 建材 水泥 玻璃 陶瓷 橡胶 塑料 塑胶 涂料 油墨 包装 印刷 造纸 纸业
    纸品 木业 家具 家居 家电 家纺 家私 机械 机电 机床 重工 重能 重型 工程机械 装备 设备 制造 精密 精工
    模具 五金 工具 轴承 阀门 泵业 锅炉 汽车 客车 汽配 汽车零部件 零部件 配件 摩托车 自行车 轮胎 船舶
    造船 航空 航天 航运 海运 铁路 高铁 轨道 轨道交通 交通 公路 高速 港口 港务 机场 物流 快递 快运 速递
    速运 供应链 运输 仓储 货运 贸易 进出口 商贸 商务 商业 百货 超市 零售 连锁 购物 电商 电子商务 食品
    饮料 乳业 奶业 酒业 酒 白酒 啤酒 葡萄酒 茶业 粮油 油脂 肉类 餐饮 饮食 酒店 旅游 旅行社 旅业 航服
    农业 农牧 牧业 渔业 水产 种业 林业 园林 园艺 饲料 养殖 生态 环保 环境 环境工程 水务 水利 水电 节能
    纺织 纺织品 服装 服饰 制衣 鞋业 鞋服 皮革 针织 印染 珠宝 首饰 钟表 眼镜 玩具 文具 体育 体育用品
    用品 日用品 日化 化妆品 美妆 母婴 医药 制药 药业 生物 生物科技 生物医药 生物技术 医疗 医疗器械 器械
    医院 诊所 健康 大药房 药房 保健品 中医药 中药 疫苗 基因 诊断 检测 认证 银行 农商银行 保险 人寿 财险
    证券 期货 基金 信托 租赁 融资租赁 金融 投资 资本 资产 资产管理 财富 担保 小额贷款 典当 置业 地产
    房地产 房产 物业 物业管理 物业服务 建筑 建设 建工 工程 建筑工程 建设工程 路桥 装饰 装修 设计 设计院
    规划 监理 咨询 管理咨询 企业管理 管理 服务 人力资源 人力 劳务 教育 培训 学校 大学 学院 中学 小学
    幼儿园 出版 出版社 传媒 媒体 文化 文化传播 传播 影视 影业 电影 动漫 游戏 娱乐 广告 会展 律师事务所
    会计师事务所 事务所 研究院 研究所 实验室 协会 中心 工业 实业 产业 企业 发展 开发 控制 控制系统 国际
    世纪 国际贸易 终端 技术服务 信息科技 信息系统 网络科技 电子科技 智能科技 集成 安防 消防 保安 安全
    空调 制冷 厨具 厨卫 卫浴 洁具 灯具 灯饰 门窗 幕墙 钢构 钢结构 电梯 起重 线缆 光缆 光纤 连接器
    线路板 电路 电路板 液压 气动 焊接 铸造 锻造 热处理 表面 涂装 化肥 农药 农化 肥业 糖业 盐业 面业
    米业 厂 店 院 所 社 行 局 馆 部 校 室 集团 电脑 网讯 在线 创新 重科 调味 调味品 防水 毛纺 卡车 重汽
    动力 移动 绿能 光能 高科 咖啡 茶饮 烘焙 乳品 肉业 水果 生鲜 农产品 粮食 花卉 宠物 兽药 医美 美容
    口腔 眼科 体检 康复 养老 护理 家政 保洁 洗涤 装备制造 精机 数控 刀具 磨具 磨料 紧固件 弹簧 齿轮
    减速机 电磁 变压器 开关 插座 充电 储能 氢能 风电 核电 火电 热力 热电 供热 光热 水泵 管道 管业 型材
    铝材 钢材 钢管 不锈钢 特钢 合金 粉末 磁材 碳素 石墨 石材 砂石 混凝土 沥青 防腐 密封 薄膜 膜业 纤维
    无纺布 面料 丝绸 羽绒 箱包 皮具 内衣 童装 工艺品 礼品 饰品 灯光 音响 声学 影像 图像 视觉 监控 测控
    测试 测量 计量 测绘 地理信息 卫星 导航 雷达 无人机 航材 航电 船务 船业 货代 报关 冷链 粮贸 外贸
    供销 拍卖 招标 评估 审计 税务 财税 知识产权 法律 翻译 会务 票务 民宿 景区 文旅 文创 艺术 演艺 音乐
    印务 图书 报业 广电 直播 电竞 教具 教育科技 职业教育 驾校 幼教 托育 算力 区块链 大数据 网络安全
    信息安全 信息工程 系统工程 系统集成 工控 机电设备 联合 工程局
    """)
"""Words of trade; those of one character count only at the end of a name."""
